package io.nephoscope.partition;

import java.util.Arrays;

/** What each hash slot costs, in any unit: only how they compare matters. Immutable. */
public final class SlotLoads {

    /** What a slot of the mean cost counts, where costs are fractions. */
    private static final double MEAN = 1_000_000;

    private final long[] loads;
    private final long total;
    private final boolean measured;

    private SlotLoads(boolean measured, long... loads) {
        this.loads = loads;
        this.total = Arrays.stream(loads).sum();
        this.measured = measured;
    }

    /** All slots cost the same, as far as is known. */
    public static SlotLoads uniform(int slots) {
        long[] loads = new long[slots];
        Arrays.fill(loads, 1);
        return new SlotLoads(false, loads);
    }

    /** Costs that were measured; one that is less than 1 counts as 1, so that each slot is somebody's. */
    public static SlotLoads of(long... measured) {
        return new SlotLoads(
                true, Arrays.stream(measured).map(load -> Math.max(1, load)).toArray());
    }

    /**
     * Costs that were measured, in any unit. What nobody knows counts as the mean of what is known.
     *
     * @param costs NaN where it is not known
     */
    static SlotLoads ofKnown(double... costs) {
        double mean = Arrays.stream(costs)
                .filter(cost -> !Double.isNaN(cost))
                .average()
                .orElse(0);
        if (mean <= 0) {
            return uniform(costs.length);
        }
        return of(Arrays.stream(costs)
                .mapToLong(cost -> Math.round(MEAN * (Double.isNaN(cost) ? 1 : cost / mean)))
                .toArray());
    }

    public int count() {
        return loads.length;
    }

    public long of(int slot) {
        return loads[slot];
    }

    public long total() {
        return total;
    }

    /** Whether somebody has measured them; else each counts alike. */
    public boolean isMeasured() {
        return measured;
    }

    /**
     * Whether a slot costs less than half of the mean, as those do that hold nothing. There may be thousands; they are shared
     * out by number, because what they will hold one day matters more than what they cost.
     */
    boolean isLight(int slot) {
        return 2 * loads[slot] < (double) total / loads.length;
    }
}
