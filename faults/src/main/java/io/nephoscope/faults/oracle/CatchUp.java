package io.nephoscope.faults.oracle;

import java.time.Duration;
import java.util.List;

/**
 * How what had waited came when the fault was over.
 *
 * @param samples that had waited
 * @param took from the first of them to the last
 * @param liveLateness the longest of the samples that were polled meanwhile
 */
public record CatchUp(long samples, Duration took, Duration liveLateness) {

    private static final double NANOS = 1e9;

    static CatchUp of(List<SlotRecord> before, List<SlotRecord> after, long healed) {
        long samples = before.stream().mapToLong(slot -> slot.after(healed)).sum();
        long first =
                before.stream().mapToLong(slot -> slot.firstAfter(healed)).min().orElse(Long.MAX_VALUE);
        long last = before.stream().mapToLong(SlotRecord::last).max().orElse(0);
        long lateness = after.stream()
                .filter(slot -> slot.servedAt() >= first)
                .mapToLong(SlotRecord::longestLateness)
                .max()
                .orElse(0);
        return new CatchUp(samples, Duration.ofNanos(Math.max(0, last - first)), Duration.ofMillis(lateness));
    }

    /** How many samples a second, as a multiple of what is polled in a second; 0 if too few had waited to tell. */
    public double times(long samplesPerSecond) {
        if (samples < 2 * samplesPerSecond || took.isZero()) {
            return 0;
        }
        return samples / (took.toNanos() / NANOS) / samplesPerSecond;
    }
}
