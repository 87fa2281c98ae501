package io.nephoscope.core.completeness;

import java.util.Arrays;

/**
 * How many slots are in each state, by when they were due, in buckets of one width for as long as there are buckets.
 * What was due earlier is forgotten, and what seems to be due later than now is not taken; so none of the counts can be
 * wrong, however the wall's clock jumps: when it was set back by more than a bucket they begin anew. A state has
 * buckets once one of its slots was due. Times are milliseconds of the wall's clock. Not thread-safe.
 */
final class SlotRing {

    private final long width;
    private final int size;
    private final int[][] counts = new int[SlotState.ALL.length][];
    /** The number of the newest bucket since the epoch. */
    private long newest = Long.MIN_VALUE;

    SlotRing(long width, int size) {
        this.width = width;
        this.size = size;
    }

    /** Slots are new. */
    void enter(SlotAccount.Change change) {
        advance(change.now());
        if (change.interval() > 0) {
            spread(change);
        } else {
            add(change.to(), change.due(), change.slots());
        }
    }

    /** One step for each bucket. */
    private void spread(SlotAccount.Change change) {
        long bucket = Math.max(Math.floorDiv(change.due(), width), newest - size + 1);
        long taken = before(bucket * width, change);
        for (; taken < change.slots() && bucket <= newest; bucket++) {
            long until = before((bucket + 1) * width, change);
            change(change.to(), bucket, until - taken);
            taken = until;
        }
    }

    /** How many of them were due before a time. */
    private static long before(long time, SlotAccount.Change change) {
        long since = time - change.due();
        return since <= 0 ? 0 : Math.min(change.slots(), (since - 1) / change.interval() + 1);
    }

    private void add(SlotState state, long due, long slots) {
        long bucket = Math.floorDiv(due, width);
        if (holds(bucket)) {
            change(state, bucket, slots);
        }
    }

    /** Only as many as are there: those that were forgotten meanwhile do not come back. */
    void move(SlotState from, SlotState to, long due, long slots, long now) {
        advance(now);
        add(to, due, take(from, due, slots));
    }

    /** Has slots count as if they had been due at another time. */
    void postpone(SlotState state, long due, long dueFromNowOn, long slots, long now) {
        advance(now);
        add(state, dueFromNowOn, take(state, due, slots));
    }

    private long take(SlotState state, long due, long slots) {
        long bucket = Math.floorDiv(due, width);
        int[] buckets = counts[state.index()];
        if (buckets == null || !holds(bucket)) {
            return 0;
        }
        long taken = Math.min(buckets[index(bucket)], slots);
        change(state, bucket, -taken);
        return taken;
    }

    private void advance(long now) {
        long bucket = Math.floorDiv(now, width);
        if (newest == Long.MIN_VALUE || bucket < newest - 1 || bucket >= newest + size) {
            forgetAll();
            newest = bucket;
        }
        while (newest < bucket) {
            newest++;
            forget(index(newest));
        }
    }

    private void forgetAll() {
        Arrays.fill(counts, null);
    }

    private void forget(int index) {
        for (int[] buckets : counts) {
            if (buckets != null) {
                buckets[index] = 0;
            }
        }
    }

    private boolean holds(long bucket) {
        return bucket > newest - size && bucket <= newest;
    }

    private int index(long bucket) {
        return (int) Math.floorMod(bucket, (long) size);
    }

    private void change(SlotState state, long bucket, long slots) {
        if (slots != 0) {
            int[] buckets = counts[state.index()];
            if (buckets == null) {
                buckets = new int[size];
                counts[state.index()] = buckets;
            }
            buckets[index(bucket)] = (int) Math.min(Integer.MAX_VALUE, buckets[index(bucket)] + slots);
        }
    }

    /** Adds up what was due from the beginning of the bucket of a time on. */
    void sumSince(long time, long now, StateCounts sum) {
        long first = since(time, now) / width;
        for (SlotState state : SlotState.ALL) {
            int[] buckets = counts[state.index()];
            if (buckets != null) {
                sum.add(state, sumSince(first, buckets));
            }
        }
    }

    private long sumSince(long first, int[] buckets) {
        long sum = 0;
        for (long bucket = first; bucket <= newest; bucket++) {
            sum += buckets[index(bucket)];
        }
        return sum;
    }

    /** From when on it tells if it is asked for a time. */
    long since(long time, long now) {
        advance(now);
        return Math.max(Math.floorDiv(time, width), newest - size + 1) * width;
    }

    /** Whether a time is not too long ago for it. */
    boolean reaches(long time, long now) {
        return Math.floorDiv(time, width) > Math.floorDiv(now, width) - size;
    }
}
