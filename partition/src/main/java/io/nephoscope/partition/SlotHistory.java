package io.nephoscope.partition;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;

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
    private float[][] windows = {};
    private Window open;
    private BitSet owned = new BitSet();
    private int next;
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

    /** @param shortest how long windows are, as long as nothing is polled more seldom */
    public SlotHistory(SlotMeter meter, Duration shortest, Instant now, long nanoTime) {
        this.meter = meter;
        this.shortest = shortest;
        this.open = Window.of(shortest, now, nanoTime);
    }

    /**
     * Closes the window if it is over, and returns whether it did.
     *
     * @param owns what the member owns now
     * @param slots how many slots there are
     */
    public boolean advance(BitSet owns, int slots, Instant now, long nanoTime) {
        if (now.isBefore(open.end()) && open.length().equals(length())) {
            return false;
        }
        if (windows.length == 0 || windows[0].length != slots) {
            windows = new float[MOST_WINDOWS][slots];
            for (float[] window : windows) {
                Arrays.fill(window, Float.NaN);
            }
        }
        double elapsed = nanoTime - open.began();
        double part = elapsed / open.length().toNanos();
        long[] nanos = meter.take(slots);
        BitSet whole = (BitSet) owned.clone();
        whole.and(owns);
        // Who has polled nothing yet has measured nothing.
        boolean isWhole = part >= LEAST_PART
                && part <= MOST_PART
                && !now.isBefore(open.end())
                && !meter.longest().isZero();
        if (isWhole && !isCheap(nanos, whole, elapsed)) {
            keep(nanos, whole, elapsed);
        }
        owned = (BitSet) owns.clone();
        open = Window.of(length(), now, nanoTime);
        return true;
    }

    /** Long enough that each series is polled in each. */
    private Duration length() {
        long millis = shortest.toMillis();
        long longest = Math.min(meter.longest().toMillis(), REMEMBERED.toMillis());
        return Duration.ofMillis(millis * Math.max(1, (longest + millis - 1) / millis));
    }

    /** An agent whose polls all fail at once looks idle: nobody is to give it more of what it fails at. */
    private boolean isCheap(long[] nanos, BitSet whole, double elapsed) {
        double expected = 0;
        double measured = 0;
        for (int slot = whole.nextSetBit(0); slot >= 0; slot = whole.nextSetBit(slot + 1)) {
            double mean = mean(slot);
            if (!Double.isNaN(mean)) {
                expected += mean;
                measured += nanos[slot] / elapsed;
            }
        }
        boolean isCheap = measured < expected * CHEAP && cheap < used();
        cheap = isCheap ? cheap + 1 : 0;
        return isCheap;
    }

    private void keep(long[] nanos, BitSet whole, double elapsed) {
        next = (next + 1) % used();
        for (int slot = 0; slot < nanos.length; slot++) {
            windows[next][slot] = whole.get(slot) ? (float) (nanos[slot] / elapsed) : Float.NaN;
        }
    }

    private int used() {
        long fit = REMEMBERED.toMillis() / open.length().toMillis();
        return (int) Math.max(2, Math.min(MOST_WINDOWS, fit));
    }

    private double mean(int slot) {
        double sum = 0;
        int count = 0;
        int used = used();
        for (int i = 0; i < used; i++) {
            float cost = windows[i][slot];
            if (!Float.isNaN(cost)) {
                sum += cost;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /** What is known now. */
    public SlotCosts costs(int slots, Instant now) {
        if (windows.length == 0 || windows[0].length != slots) {
            return SlotCosts.unknown(slots);
        }
        double[] costs = new double[slots];
        for (int slot = 0; slot < slots; slot++) {
            costs[slot] = mean(slot);
        }
        return SlotCosts.of(now, costs);
    }
}
