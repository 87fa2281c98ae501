package io.nephoscope.benchmarks.partition;

import io.nephoscope.api.partition.Publication;
import io.nephoscope.partition.Cadence;
import io.nephoscope.partition.Member;
import io.nephoscope.partition.SlotShare;
import io.nephoscope.partition.coordination.PartitionMember;
import io.nephoscope.partition.coordination.Time;
import io.nephoscope.partition.record.MemberRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the core does with a share, in short: polls each series at its due times, catches up with the last one when its
 * share grows, keeps what it has polled in a journal that outlives it, and publishes what it may.
 */
final class SimulatedAgent {

    private static final int REMEMBERED = 3;
    private static final int LONGEST_POLL = 3000;
    private static final double NOISE = 0.2;

    private final String id;
    private final long tick;
    private final SimulatedTime time;
    private final SimulatedEngine engine;
    private final SimulatedLedger ledger;
    private final Time clock;
    private final List<Batch> journal = new ArrayList<>();
    /** Of what polls take: not that of all that happens, which is to stay the same. */
    private final Random noise;

    private @Nullable Life life;

    private record Batch(String series, Instant due, BitSet slots, Instant polled) {}

    /** What was wanted last: the same as long as these are the same. */
    private record Wanted(Instant due, long generation) {}

    /** @param tick how often it looks whether something is to be done, in milliseconds */
    SimulatedAgent(String id, SimulatedEngine engine, SimulatedLedger ledger, long tick) {
        this.id = id;
        this.tick = tick;
        this.time = engine.time();
        this.engine = engine;
        this.ledger = ledger;
        this.noise = new Random(id.hashCode());
        this.clock = time.withSkew(time.random().nextInt(1000) - 500);
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }

    boolean isRunning() {
        return life != null;
    }

    Life life() {
        if (life == null) {
            throw new IllegalStateException(id + " does not run");
        }
        return life;
    }

    void start() {
        if (life == null) {
            life = new Life();
        }
    }

    void kill() {
        if (life != null) {
            life.client.kill();
            life.over = true;
            life = null;
        }
    }

    /** Hands over first. */
    void stop() {
        if (life != null) {
            life.stopping = true;
            life.member.handOver();
        }
    }

    /** One life of it. */
    final class Life {

        private final SimulatedClient client = engine.client(id);
        private final PartitionMember member = new PartitionMember(
                new MemberRecord(new Member(id, 1), false, "", ""), ledger.settings(), client, clock);
        private final Map<String, NavigableMap<Instant, BitSet>> polled = new HashMap<>();
        private final Map<String, Wanted> last = new HashMap<>();
        private int polling;
        private boolean stopping;
        private boolean over;
        private boolean paused;

        Life() {
            journal.forEach(batch -> polled.computeIfAbsent(batch.series(), first -> new TreeMap<>())
                    .computeIfAbsent(batch.due(), first -> new BitSet())
                    .or(batch.slots()));
            member.readBy(engine.reader());
            client.listen(member);
            member.start();
            journal.forEach(batch -> concludeLater(batch.series(), batch.due()));
            time.after(time.random().nextInt((int) tick), this::tick);
        }

        private void concludeLater(String series, Instant due) {
            time.after(1000, () -> {
                if (over) {
                    return;
                }
                if (member.assignment().generation() == 0) {
                    concludeLater(series, due);
                } else {
                    member.concluded(series, due);
                }
            });
        }

        void cut(boolean now) {
            client.setCut(now);
        }

        void pause(boolean now) {
            paused = now;
            client.setPaused(now);
        }

        private void tick() {
            if (over) {
                return;
            }
            time.after(tick, this::tick);
            if (paused) {
                return;
            }
            ledger.series().forEach(this::poll);
            member.tick();
            publish();
            if (stopping && polling == 0 && journal.isEmpty() && member.isHandedOver()) {
                member.leave();
                over = true;
                life = null;
            }
        }

        /** The due time that is now, of whose slots not all that are ours were polled: a regular poll or a late one. */
        private void poll(String series, Cadence cadence) {
            SlotShare share = member.share();
            Wanted now = new Wanted(cadence.last(clock.now()), share.generation());
            Wanted before = last.put(series, now);
            if (now.equals(before)) {
                return;
            }
            BitSet wanted = share.slots(series, now.due());
            BitSet done = doneOf(series, now.due());
            wanted.andNot(done);
            boolean isNew = before == null || !before.due().equals(now.due());
            if (wanted.isEmpty() && !isNew) {
                return;
            }
            done.or(wanted);
            polling++;
            long takes = 100L + time.random().nextInt(LONGEST_POLL);
            time.after(takes, () -> polled(new Batch(series, now.due(), wanted, time.instant())));
        }

        private BitSet doneOf(String series, Instant due) {
            NavigableMap<Instant, BitSet> times = polled.computeIfAbsent(series, first -> new TreeMap<>());
            while (times.size() > REMEMBERED) {
                times.pollFirstEntry();
            }
            return times.computeIfAbsent(due, first -> new BitSet());
        }

        private void polled(Batch batch) {
            if (over) {
                return;
            }
            if (paused) {
                time.after(tick, () -> polled(batch));
                return;
            }
            polling--;
            measure(batch);
            if (!batch.slots().isEmpty()) {
                journal.add(batch);
            }
            member.concluded(batch.series(), batch.due());
        }

        /** What each slot took is up to a fifth more or less than the last time. */
        private void measure(Batch batch) {
            Duration interval =
                    Objects.requireNonNull(ledger.series().get(batch.series())).interval();
            batch.slots().stream().forEach(slot -> member.meter()
                    .add(slot, scaled(ledger.costOf(slot), 1 + NOISE * (2 * noise.nextDouble() - 1)), interval));
        }

        private void publish() {
            for (Iterator<Batch> batches = journal.iterator(); batches.hasNext(); ) {
                Batch batch = batches.next();
                Publication verdict = member.publication(batch.series(), batch.due());
                if (verdict != Publication.HOLD) {
                    batches.remove();
                }
                if (verdict == Publication.PUBLISH) {
                    ledger.published(batch.series(), batch.due(), batch.slots(), batch.polled());
                }
            }
        }

        PartitionMember member() {
            return member;
        }
    }
}
