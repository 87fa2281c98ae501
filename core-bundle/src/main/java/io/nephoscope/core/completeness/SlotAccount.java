package io.nephoscope.core.completeness;

import io.nephoscope.api.runtime.dto.KeptSamplesDTO;
import io.nephoscope.api.runtime.dto.SlotsDTO;
import io.nephoscope.core.publish.BatchEnd;

/**
 * The slots of one series, or of all together, and the samples of them that the store took. Each change leaves the
 * sums closed and is one step for whoever reads. Thread-safe; the lock is the innermost of all, and is held for no
 * longer than some additions. Times are milliseconds of the wall's clock.
 */
final class SlotAccount {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final int MINUTES = 60;
    private static final int HOURS = 168;

    /** What is kept of the past. */
    enum Detail {
        /** A week by the hour, and the last hour by the minute. */
        FINE,
        /** A week by the day, and the last day by the hour: where there are very many. */
        COARSE
    }

    private final SlotRing recent;
    private final SlotRing past;
    private final StateCounts slots = new StateCounts();
    private final StateCounts samples = new StateCounts();
    private long due;
    private long partial;
    private long taken;

    SlotAccount(Detail detail) {
        recent = detail == Detail.FINE ? new SlotRing(MINUTE, MINUTES) : new SlotRing(HOUR, 24);
        past = detail == Detail.FINE ? new SlotRing(HOUR, HOURS) : new SlotRing(24 * HOUR, 7);
    }

    /**
     * A change of slots that were due at one time, or one interval after the other.
     *
     * @param to what they are from now on
     * @param due when they were, or the first of them was
     * @param interval 0 if all were due at one time
     */
    record Change(SlotState to, long due, long interval, long slots, long now) {

        static Change at(SlotState to, long due, long slots, long now) {
            return new Change(to, due, 0, slots, now);
        }

        /** When the last of them was due. */
        long lastDue() {
            return due + interval * Math.max(0, slots - 1);
        }
    }

    /** Slots are new. */
    synchronized void enter(Change change) {
        due += change.slots();
        slots.add(change.to(), change.slots());
        recent.enter(change);
        past.enter(change);
    }

    /** Slots go from one state to another. */
    synchronized void move(SlotState from, Change change) {
        slots.add(from, -change.slots());
        slots.add(change.to(), change.slots());
        recent.move(from, change.to(), change.due(), change.slots(), change.now());
        past.move(from, change.to(), change.due(), change.slots(), change.now());
    }

    /** Slots count from now on as if they had been due when the change says. */
    synchronized void postpone(long earlier, Change change) {
        recent.postpone(change.to(), earlier, change.due(), change.slots(), change.now());
        past.postpone(change.to(), earlier, change.due(), change.slots(), change.now());
    }

    /** Of slots that are gaps by now some samples were kept. */
    synchronized void partial(long gaps) {
        partial += gaps;
    }

    /** The store took samples. */
    synchronized void stored(long count) {
        taken += count;
        samples.add(SlotState.STORED, count);
    }

    /** Samples left the store. */
    synchronized void ended(long count, BatchEnd end) {
        samples.add(SlotState.STORED, -count);
        samples.add(SlotState.of(end), count);
    }

    /** Takes over what another account that ends has counted. */
    synchronized void absorb(Totals other) {
        slots.add(other.slots());
        samples.add(other.samples());
        due += other.due();
        partial += other.partial();
        taken += other.taken();
    }

    /** All that was counted, without when. */
    record Totals(StateCounts slots, StateCounts samples, long due, long partial, long taken) {}

    synchronized Totals totals() {
        StateCounts slotsNow = new StateCounts();
        StateCounts samplesNow = new StateCounts();
        slotsNow.add(slots);
        samplesNow.add(samples);
        return new Totals(slotsNow, samplesNow, due, partial, taken);
    }

    synchronized long of(SlotState state) {
        return slots.of(state);
    }

    /** Whether what was due is in exactly one state each, and what was taken likewise. */
    synchronized boolean closes() {
        return slots.sum() == due && samples.sum() == taken;
    }

    synchronized SlotsDTO all() {
        return slots.dto(due, partial);
    }

    /** What was due from a time on, or a little earlier; see {@link #since}. How many gaps are partial is not known. */
    synchronized SlotsDTO since(long time, long now) {
        StateCounts sum = new StateCounts();
        ring(time, now).sumSince(time, now, sum);
        return sum.dto(sum.sum(), 0);
    }

    /** From when on it tells if it is asked for a time. */
    synchronized long from(long time, long now) {
        return ring(time, now).since(time, now);
    }

    private SlotRing ring(long time, long now) {
        return recent.reaches(time, now) ? recent : past;
    }

    synchronized KeptSamplesDTO samples() {
        KeptSamplesDTO dto = new KeptSamplesDTO();
        dto.taken = taken;
        dto.stored = samples.of(SlotState.STORED);
        dto.confirmed = samples.of(SlotState.CONFIRMED);
        dto.notOurs = samples.of(SlotState.NOT_OURS);
        dto.lost = samples.gaps();
        return dto;
    }
}
