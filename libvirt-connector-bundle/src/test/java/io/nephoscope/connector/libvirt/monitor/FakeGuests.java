package io.nephoscope.connector.libvirt.monitor;

import io.nephoscope.connector.libvirt.DiskSize;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.DomainWatch;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import io.nephoscope.connector.libvirt.driver.EventBuffers;
import io.nephoscope.connector.libvirt.session.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Guests that hang and heal at a test's word, as libvirt shows them: whoever is asked is passed over by others. */
final class FakeGuests {

    /** Whom each call that needs monitors asked. */
    final List<List<Integer>> calls = new CopyOnWriteArrayList<>();

    final AtomicInteger open = new AtomicInteger();
    volatile boolean tellsWhoIsBusy = true;

    private static final long FREE = -1;

    private final Map<Integer, Guest> guests = new ConcurrentSkipListMap<>();

    private static final class Guest {
        final AtomicLong heldSince = new AtomicLong(FREE);
        volatile CountDownLatch gate = new CountDownLatch(0);
    }

    FakeGuests(int count) {
        for (int id = 1; id <= count; id++) {
            guests.put(id, new Guest());
        }
    }

    static DomainRef ref(int id) {
        return new DomainRef(new UUID(0, id), id, "guest-" + id);
    }

    void hang(int... ids) {
        for (int id : ids) {
            guest(id).gate = new CountDownLatch(1);
        }
    }

    void heal(int... ids) {
        for (int id : ids) {
            guest(id).gate.countDown();
        }
    }

    /** Its process is gone, and whoever waits for it is told so. */
    void destroy(int id) {
        Guest guest = guest(id);
        guests.remove(id);
        guest.gate.countDown();
    }

    /** Somebody else asks a guest something. */
    void hold(int id) {
        guest(id).heldSince.set(System.nanoTime());
    }

    void release(int id) {
        guest(id).heldSince.set(FREE);
    }

    boolean isHeld(int id) {
        return guest(id).heldSince.get() != FREE;
    }

    void healAll() {
        guests.values().forEach(guest -> guest.gate.countDown());
    }

    Transport connect() {
        open.incrementAndGet();
        return new One();
    }

    private Guest guest(int id) {
        return Objects.requireNonNull(guests.get(id));
    }

    private DomainStats row(int id, Set<StatsGroup> groups) {
        Map<String, Long> values = new HashMap<>();
        if (groups.contains(StatsGroup.STATE)) {
            values.put("state.state", 1L);
        }
        Guest guest = guests.get(id);
        if (guest != null && groups.contains(StatsGroup.BALLOON)) {
            values.put("balloon.current", 1L);
            if (guest.heldSince.compareAndSet(FREE, System.nanoTime())) {
                await(guest.gate);
                guest.heldSince.set(FREE);
                values.put("balloon.rss", 2L);
            }
        }
        return DomainStats.of(ref(id), values);
    }

    /** As a native call does, it takes no notice of interrupts. */
    private static void await(CountDownLatch gate) {
        boolean interrupted = false;
        while (true) {
            try {
                gate.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class One implements Transport {

        @Override
        public String uri() {
            return "fake:///";
        }

        @Override
        public StatsTable domains() {
            return stats(Set.of(StatsGroup.STATE));
        }

        @Override
        public StatsTable stats(Set<StatsGroup> groups) {
            return table(guests.keySet().stream().map(id -> row(id, groups)).toList());
        }

        @Override
        public StatsTable stats(Set<StatsGroup> groups, List<DomainRef> domains) {
            calls.add(domains.stream().map(DomainRef::id).toList());
            List<DomainStats> rows = new ArrayList<>();
            for (DomainRef domain : domains) {
                DomainStats row = row(domain.id(), groups);
                if (guests.containsKey(domain.id())) {
                    rows.add(row);
                }
            }
            return table(rows);
        }

        @Override
        public Optional<Duration> busyFor(DomainRef domain) {
            Guest guest = guests.get(domain.id());
            if (guest == null || !tellsWhoIsBusy) {
                return Optional.empty();
            }
            long since = guest.heldSince.get();
            return Optional.of(since == FREE ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since));
        }

        @Override
        public Set<StatsGroup> inBulk() {
            return EnumSet.allOf(StatsGroup.class);
        }

        @Override
        public StatsTable inactive(Set<StatsGroup> groups) {
            return table(List.of());
        }

        @Override
        public Optional<DiskSize> diskSize(DomainRef domain, String device) {
            row(domain.id(), Set.of(StatsGroup.BALLOON));
            return Optional.of(new DiskSize(3, 2, 1));
        }

        @Override
        public Optional<String> describe(DomainRef domain) {
            return Optional.empty();
        }

        @Override
        public DomainWatch watch() {
            return new EventBuffers().open();
        }

        @Override
        public void probe() {}

        @Override
        public void close() {
            open.decrementAndGet();
        }

        private StatsTable table(List<DomainStats> rows) {
            return new StatsTable(rows, Set.of(), System.nanoTime());
        }
    }
}
