package io.nephoscope.testkit.libvirt;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The guests behind a daemon. They come, go and hang as a test wants, whether or not a daemon is there
 * at the time. Thread-safe.
 */
public final class FakeHypervisor {

    private record Inventory(List<FakeGuest> guests, Map<UUID, FakeGuest> byId) {

        static Inventory of(Collection<? extends FakeGuest> guests) {
            List<FakeGuest> copy = List.copyOf(guests);
            return new Inventory(
                    copy,
                    copy.stream()
                            .collect(toUnmodifiableMap(guest -> guest.domain().uuid(), identity())));
        }
    }

    private final Map<UUID, Monitor> hanging = new ConcurrentHashMap<>();
    private volatile Inventory inventory;

    /** These guests. */
    public static FakeHypervisor of(FakeGuest... guests) {
        return of(List.of(guests));
    }

    /** These guests. */
    public static FakeHypervisor of(Collection<? extends FakeGuest> guests) {
        return new FakeHypervisor(guests);
    }

    /** So many guests with nova's metadata and counters that grow; the n-th is the same each time. */
    public static FakeHypervisor simulated(int count) {
        return simulated(count, GuestShape.USUAL, InstantSource.system());
    }

    /** The same of another shape, with a clock that their counters follow. */
    public static FakeHypervisor simulated(int count, GuestShape shape, InstantSource clock) {
        return of(new SimulatedCloud(shape, clock).guests(count));
    }

    private FakeHypervisor(Collection<? extends FakeGuest> guests) {
        inventory = Inventory.of(guests);
    }

    /** All guests, in the order in which they came. */
    public List<FakeGuest> guests() {
        return inventory.guests();
    }

    /** Adds a guest, in the place of one with its UUID if there is one. */
    public synchronized void add(FakeGuest guest) {
        List<FakeGuest> others = others(guest.domain());
        others.add(guest);
        inventory = Inventory.of(others);
    }

    /** Has these guests from now on, and no others. */
    public synchronized void replaceAll(Collection<? extends FakeGuest> guests) {
        inventory = Inventory.of(guests);
    }

    /** Takes a guest away, if it is there. */
    public synchronized void remove(FakeDomain domain) {
        inventory = Inventory.of(others(domain));
    }

    /**
     * Stops a guest's process as SIGSTOP does. The next call that asks it waits until it is healed; while
     * that one waits, others answer what they know without it.
     */
    public void hang(FakeDomain domain) {
        hanging.putIfAbsent(domain.uuid(), new Monitor());
    }

    /** Lets a guest's process go on, and the call that waits for it. */
    public void heal(FakeDomain domain) {
        Monitor monitor = hanging.remove(domain.uuid());
        if (monitor != null) {
            monitor.heal();
        }
    }

    /** How many calls wait for guests that hang. */
    public long stuckCalls() {
        return hanging.values().stream().filter(Monitor::isBusy).count();
    }

    Optional<FakeGuest> find(UUID uuid) {
        return Optional.ofNullable(inventory.byId().get(uuid));
    }

    FakeGuest require(FakeDomain domain) throws RefusedException {
        return find(domain.uuid()).orElseThrow(() -> new RefusedException(RemoteError.noDomain(domain)));
    }

    /** Asks a guest's process; returns whether it answered. */
    boolean ask(FakeGuest guest, Duration patience) throws InterruptedException {
        Monitor monitor = hanging.get(guest.domain().uuid());
        return monitor == null || monitor.ask(patience);
    }

    /** For how long a call has been waiting for this guest's process, if one does. */
    Optional<Duration> busy(FakeGuest guest) {
        return Optional.ofNullable(hanging.get(guest.domain().uuid())).flatMap(Monitor::busy);
    }

    private List<FakeGuest> others(FakeDomain domain) {
        List<FakeGuest> others = new ArrayList<>(inventory.guests());
        others.removeIf(guest -> guest.domain().uuid().equals(domain.uuid()));
        return others;
    }
}
