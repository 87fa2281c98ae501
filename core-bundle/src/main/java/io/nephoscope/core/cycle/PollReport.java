package io.nephoscope.core.cycle;

import java.time.Duration;
import java.time.Instant;

/**
 * One poll of one pollster for one source, in strings and numbers alone.
 *
 * @param error why the poll as a whole, or its last failed resource, failed; empty if nothing did
 * @param abandoned whether it outlived its deadline
 */
public record PollReport(Instant startedAt, Duration duration, Counts counts, String error, boolean abandoned) {

    /** Resources handed over, samples emitted, and resources that failed. */
    public record Counts(int resources, int samples, int failures) {}
}
