package io.nephoscope.partition;

import java.util.Arrays;

/** What each hash slot costs, in any unit: only how they compare matters. Immutable. */
public final class SlotLoads {

    private final long[] loads;
    private final long total;

    private SlotLoads(long[] loads) {
        this.loads = loads;
        this.total = Arrays.stream(loads).sum();
    }

    /** All slots cost the same, as far as is known. */
    public static SlotLoads uniform(int slots) {
        long[] loads = new long[slots];
        Arrays.fill(loads, 1);
        return new SlotLoads(loads);
    }

    /** Costs that were measured; one that is less than 1 counts as 1, so that empty slots are shared out, too. */
    public static SlotLoads of(long... measured) {
        return new SlotLoads(
                Arrays.stream(measured).map(load -> Math.max(1, load)).toArray());
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
}
