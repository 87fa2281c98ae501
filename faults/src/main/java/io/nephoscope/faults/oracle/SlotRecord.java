package io.nephoscope.faults.oracle;

import java.util.Arrays;
import java.util.UUID;

/** One answer of a target, and what came of its samples. Guarded by the ledger. */
final class SlotRecord {

    private static final int NOT_SEEN = -1;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long servedAt;
    private final long[] high;
    private final long[] low;
    /** Milliseconds from the answer until the first sample of each resource came. */
    private final int[] lateness;

    private int missing;
    private int repeated;
    private int repeatedByBroker;
    private int contradicted;

    SlotRecord(int resources, long servedAt) {
        this.servedAt = servedAt;
        high = new long[resources];
        low = new long[resources];
        lateness = new int[resources];
        Arrays.fill(lateness, NOT_SEEN);
        missing = resources;
    }

    /** Enters a sample of one of its resources that came. */
    void see(int resource, Ledger.Sight sight, long at) {
        UUID id = sight.id();
        if (lateness[resource] == NOT_SEEN) {
            high[resource] = id.getMostSignificantBits();
            low[resource] = id.getLeastSignificantBits();
            lateness[resource] = (int) Math.max(0, (at - servedAt) / NANOS_PER_MILLI);
            missing--;
        } else if (high[resource] != id.getMostSignificantBits() || low[resource] != id.getLeastSignificantBits()) {
            contradicted++;
        } else if (sight.redelivered()) {
            repeatedByBroker++;
        } else {
            repeated++;
        }
    }

    long servedAt() {
        return servedAt;
    }

    int resources() {
        return lateness.length;
    }

    int missing() {
        return missing;
    }

    /** Samples that came again, and that their ids tell. */
    int repeated() {
        return repeated;
    }

    /** The same, of those that the broker handed over again. */
    int repeatedByBroker() {
        return repeatedByBroker;
    }

    /** Samples that came again under another id. */
    int contradicted() {
        return contradicted;
    }

    /** How many came later than so many milliseconds after the answer. */
    int laterThan(long millis) {
        return (int) Arrays.stream(lateness).filter(late -> late > millis).count();
    }

    /** How many came only after a moment. */
    int after(long moment) {
        return laterThan((moment - servedAt) / NANOS_PER_MILLI);
    }

    /** When the first of its samples came that came after a moment; the end of time if none did. */
    long firstAfter(long moment) {
        long since = (moment - servedAt) / NANOS_PER_MILLI;
        return Arrays.stream(lateness)
                .filter(late -> late > since)
                .mapToLong(late -> servedAt + late * NANOS_PER_MILLI)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** When the last of its samples came; the answer's own time if none did. */
    long last() {
        return servedAt + Math.max(0, longestLateness()) * NANOS_PER_MILLI;
    }

    long longestLateness() {
        return Arrays.stream(lateness).max().orElse(0);
    }
}
