package io.nephoscope.core.completeness;

import io.nephoscope.core.completeness.SlotAccount.Change;
import io.nephoscope.core.publish.BatchEnd;
import io.nephoscope.core.schedule.AssignmentName;
import io.nephoscope.core.schedule.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of each slot of one series: of one pollster for one source. A slot is kept by itself until it is
 * concluded and, if it was polled, its batches have ended; then it is only counted. What ends it first counts: a slot
 * whose poll failed is a gap, also where a part of its samples arrives, and so is one of whose batches one was lost.
 *
 * <p>Thread-safe; calls nobody but the two accounts and the listener. A slot is known by its {@link #key}; other times
 * are milliseconds of the wall's clock.
 */
final class SeriesLedger {

    /** Below the milliseconds of a slot's key is what tells slots of one millisecond apart. */
    private static final int BITS = 20;

    private static final int MASK = (1 << BITS) - 1;

    /** Some two hundred years before and after the epoch. */
    private static final long MOST_SECONDS = 8_700_000_000L;

    private final AssignmentName name;
    private final SlotAccount own;
    private final Shared shared;

    // Guarded by this.
    private final TreeMap<Long, OpenSlot> open = new TreeMap<>();
    private final WaitingSlots waiting = new WaitingSlots();
    private boolean retired;

    /**
     * What all series share.
     *
     * @param all the account of all together
     * @param entries how many waiting slots, or groups of such, there are
     * @param carriedOver how many slots were found in the journal
     * @param gaps who is told of gaps
     */
    record Shared(SlotAccount all, AtomicInteger entries, LongAdder carriedOver, GapListener gaps) {}

    SeriesLedger(AssignmentName name, SlotAccount.Detail detail, Shared shared) {
        this.name = name;
        this.own = new SlotAccount(detail);
        this.shared = shared;
    }

    /** What tells a slot of a series from all others of the series. */
    static long key(Instant due) {
        return key(due, due.get(ChronoField.MICRO_OF_SECOND));
    }

    /** What tells a slot from all others, also those of other series; almost certainly. */
    static long key(AssignmentName name, Instant due) {
        return key(due, name.hashCode() * 31 + due.get(ChronoField.MICRO_OF_SECOND));
    }

    private static long key(Instant due, int detail) {
        return (millis(due) << BITS) | (detail & MASK);
    }

    /** Of a time that no clock shows, the nearest that can be handled. */
    static long millis(Instant time) {
        return Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, time.getEpochSecond())) * 1_000
                + time.getNano() / 1_000_000;
    }

    private static long millis(long key) {
        return key >> BITS;
    }

    AssignmentName name() {
        return name;
    }

    SlotAccount account() {
        return own;
    }

    /** Slots are due. Returns false if this ledger is retired. */
    synchronized boolean due(long key, long slots, long now) {
        if (!retired) {
            open.computeIfAbsent(key, at -> new OpenSlot()).open(slots);
            enter(change(SlotState.PENDING, key, slots, now));
        }
        return !retired;
    }

    /** Slots were due and nobody polled. Returns false if this ledger is retired. */
    synchronized boolean missed(Change gaps) {
        if (!retired) {
            enter(gaps);
            shared.gaps().gap(name, gaps);
        }
        return !retired;
    }

    synchronized void concluded(long key, Outcome outcome, long now) {
        OpenSlot slot = open.get(key);
        if (slot == null) {
            return;
        }
        OpenSlot.Concluded end = slot.conclude(outcome);
        if (slot.isOver()) {
            open.remove(key);
        }
        move(SlotState.PENDING, change(end.state(), key, 1, now));
        if (end.state() == SlotState.STORED) {
            await(key, end.batches(), end.begun());
        } else if (end.state().isGap() && end.kept()) {
            partial();
        }
    }

    private void await(long key, int batches, boolean begun) {
        int before = waiting.size();
        waiting.add(key, batches, begun);
        shared.entries().addAndGet(waiting.size() - before);
    }

    /**
     * The store took a batch.
     *
     * @param carriedOver whether a batch of a slot that is not known is one of an earlier life; else it came too late
     * @return false if this ledger is retired
     */
    synchronized boolean stored(long key, int samples, boolean carriedOver, long now) {
        if (retired) {
            return false;
        }
        own.stored(samples);
        shared.all().stored(samples);
        OpenSlot slot = open.get(key);
        if (slot != null) {
            slot.batchStored(samples);
            return true;
        }
        WaitingSlots.Entry known = waiting.find(key);
        if (known != null) {
            waiting.batchStored(known);
        } else if (carriedOver) {
            await(key, 1, false);
            enter(change(SlotState.STORED, key, 1, now));
            shared.carriedOver().increment();
        }
        return true;
    }

    /** A batch left the store. Where its slot is a gap already, only its samples are counted. */
    synchronized void ended(long key, int samples, BatchEnd end, long now) {
        own.ended(samples, end);
        shared.all().ended(samples, end);
        OpenSlot slot = open.get(key);
        if (slot != null) {
            slot.batchEnded(samples, end);
            return;
        }
        WaitingSlots.Entry known = waiting.find(key);
        if (known != null) {
            int before = waiting.size();
            ended(known, end, now);
            shared.entries().addAndGet(waiting.size() - before);
        }
    }

    private void ended(WaitingSlots.Entry slot, BatchEnd end, long now) {
        if (end == BatchEnd.CONFIRMED) {
            int confirmed = waiting.batchConfirmed(slot);
            move(SlotState.STORED, change(SlotState.CONFIRMED, slot.due(), confirmed, now));
        } else {
            SlotState lost = SlotState.of(end);
            boolean isPartial = waiting.batchLost(slot);
            move(SlotState.STORED, change(lost, slot.due(), 1, now));
            if (isPartial && lost.isGap()) {
                partial();
            }
        }
    }

    /** Keeps fewer slots by themselves. */
    synchronized void merge(long now) {
        int before = waiting.size();
        waiting.merge((key, keyFromNowOn, slots) -> {
            own.postpone(millis(key), change(SlotState.STORED, keyFromNowOn, slots, now));
            shared.all().postpone(millis(key), change(SlotState.STORED, keyFromNowOn, slots, now));
        });
        shared.entries().addAndGet(waiting.size() - before);
    }

    private void enter(Change change) {
        own.enter(change);
        shared.all().enter(change);
    }

    private void move(SlotState from, Change change) {
        if (change.slots() > 0) {
            own.move(from, change);
            shared.all().move(from, change);
            if (change.to().isGap()) {
                shared.gaps().gap(name, change);
            }
        }
    }

    private void partial() {
        own.partial(1);
        shared.all().partial(1);
    }

    private static Change change(SlotState to, long key, long slots, long now) {
        return Change.at(to, millis(key), slots, now);
    }

    /** When the oldest slot was due that is not concluded, in milliseconds. */
    synchronized OptionalLong oldestOpen() {
        return open.isEmpty() ? OptionalLong.empty() : OptionalLong.of(millis(open.firstKey()));
    }

    /**
     * Slots that wait in the store.
     *
     * @param first when the oldest was due, in milliseconds
     */
    record Stored(long first, long slots) {}

    /** Those of this series. */
    synchronized Optional<Stored> stored() {
        return waiting.size() == 0
                ? Optional.empty()
                : Optional.of(new Stored(millis(waiting.oldest()), waiting.slots()));
    }

    /** Whether a slot is kept. */
    synchronized boolean knows(long key) {
        return open.containsKey(key) || waiting.find(key) != null;
    }

    /** Ends this ledger, unless something of it is under way; whoever comes later is to look for its successor. */
    synchronized boolean retire() {
        retired = open.isEmpty() && waiting.size() == 0 && own.samples().stored == 0;
        return retired;
    }

    /** Whether the sums close, and the slots that are kept are those that are counted. */
    synchronized boolean closes() {
        long pending = open.values().stream().mapToLong(OpenSlot::slots).sum();
        return own.closes() && own.of(SlotState.PENDING) == pending && own.of(SlotState.STORED) == waiting.slots();
    }
}
