package io.nephoscope.partition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.function.Function;

/**
 * What the slots of a member have cost in the last windows of time. A slot counts in windows in which it was the member's
 * from their beginning to their end; its cost is the mean of those. Of one thread at a time.
 */
public final class SlotHistory {

    /** After so long it is forgotten what a slot has cost that is another's by now. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final int MOST_WINDOWS = 12;
    private static final double LEAST_PART = 0.97;
    private static final double MOST_PART = 1.5;

    /** Of what has cost less than this part of what it did, nobody knows yet whether it only failed. */
    private static final double CHEAP = 1 / 3.0;

    private final SlotMeter meter;
    private final Duration shortest;
    private final Deque<Closed> windows = new ArrayDeque<>();
    private Window open;
    private BitSet owned = new BitSet();
    private int slots;
    private int cheap;

    /**
     * One that has begun.
     *
     * @param end by the wall's clock, for all members alike: so they measure the same polls
     * @param began by the monotonic clock
     */
    private record Window(Duration length, Instant end, long began) {

        static Window of(Duration length, Instant now, long nanoTime) {
            return new Window(length, new Cadence(length).next(now), nanoTime);
        }
    }

    /** One that is over: what each of the member's slots has cost, in the order of slots. */
    private static final class Closed {

        private final int[] slots;
        private final float[] costs;

        Closed(BitSet whole, long[] nanos, double elapsed) {
            slots = whole.stream().toArray();
            costs = new float[slots.length];
            for (int i = 0; i < slots.length; i++) {
                costs[i] = (float) (nanos[slots[i]] / elapsed);
            }
        }
    }

    /** @param shortest how long windows are, as long as nothing is polled more seldom */
    public SlotHistory(SlotMeter meter, Duration shortest, Instant now, long nanoTime) {
        this.meter = meter;
        this.shortest = shortest;
        this.open = Window.of(shortest, now, nanoTime);
    }

    /**
     * Closes the window if it is over, and returns whether it did.
     *
     * @param ownsAt what the member owns of what is due at a time: what is yet to be handed over is the old owner's
     * @param slotCount how many slots there are
     */
    public boolean advance(Function<Instant, BitSet> ownsAt, int slotCount, Instant now, long nanoTime) {
        if (now.isBefore(open.end()) && open.length().equals(length())) {
            return false;
        }
        if (slots != slotCount) {
            slots = slotCount;
            windows.clear();
        }
        double elapsed = nanoTime - open.began();
        long[] nanos = meter.take(slots);
        BitSet owns = ownsAt.apply(new Cadence(length()).last(now));
        owned.and(owns);
        if (isWhole(elapsed / open.length().toNanos(), now) && !isCheap(nanos, elapsed)) {
            keep(new Closed(owned, nanos, elapsed));
        }
        owned = (BitSet) owns.clone();
        open = Window.of(length(), now, nanoTime);
        return true;
    }

    /** Who has polled nothing yet has measured nothing. */
    private boolean isWhole(double part, Instant now) {
        return part >= LEAST_PART
                && part <= MOST_PART
                && !now.isBefore(open.end())
                && !meter.longest().isZero();
    }

    /** Long enough that each series is polled in each. */
    private Duration length() {
        long millis = shortest.toMillis();
        long longest = Math.min(meter.longest().toMillis(), REMEMBERED.toMillis());
        return Duration.ofMillis(millis * Math.max(1, (longest + millis - 1) / millis));
    }

    /** An agent whose polls all fail at once looks idle: nobody is to give it more of what it fails at. */
    private boolean isCheap(long[] nanos, double elapsed) {
        double[] means = means();
        double expected = 0;
        double measured = 0;
        for (int slot = owned.nextSetBit(0); slot >= 0; slot = owned.nextSetBit(slot + 1)) {
            if (!Double.isNaN(means[slot])) {
                expected += means[slot];
                measured += nanos[slot] / elapsed;
            }
        }
        boolean isCheap = measured < expected * CHEAP && cheap < remembered();
        cheap = isCheap ? cheap + 1 : 0;
        return isCheap;
    }

    private void keep(Closed window) {
        windows.addLast(window);
        while (windows.size() > remembered()) {
            windows.removeFirst();
        }
    }

    private int remembered() {
        long fit = REMEMBERED.toMillis() / open.length().toMillis();
        return (int) Math.max(2, Math.min(MOST_WINDOWS, fit));
    }

    /** NaN where nothing is known. */
    private double[] means() {
        double[] sums = new double[slots];
        int[] counts = new int[slots];
        for (Closed window : windows) {
            for (int i = 0; i < window.slots.length; i++) {
                sums[window.slots[i]] += window.costs[i];
                counts[window.slots[i]]++;
            }
        }
        for (int slot = 0; slot < slots; slot++) {
            // Nothing by nothing is no number, as is wanted.
            sums[slot] /= counts[slot];
        }
        return sums;
    }

    /** What is known now. */
    public SlotCosts costs(int slotCount, Instant now) {
        return slots == slotCount ? SlotCosts.of(now, means()) : SlotCosts.unknown(slotCount);
    }
}
