package io.nephoscope.partition;

import java.time.Duration;
import java.time.Instant;

/**
 * When an interval's polls are due: at multiples of it since the epoch, so that all agents mean the same due time.
 * A resource that moves keeps its cadence because it is nobody's in particular.
 *
 * @param interval at least a millisecond, in whole milliseconds
 */
public record Cadence(Duration interval) {

    public Cadence {
        if (interval.toMillis() < 1 || interval.toNanosPart() % 1_000_000 != 0) {
            throw new IllegalArgumentException("An interval is of whole milliseconds, unlike " + interval);
        }
    }

    /** The last due time that is not later than this. */
    public Instant last(Instant now) {
        return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), interval.toMillis()) * interval.toMillis());
    }

    /** The first due time that is later than this. */
    public Instant next(Instant now) {
        return last(now).plus(interval);
    }

    /** How many due times lie between two, the first left out. */
    public long between(Instant after, Instant until) {
        return Math.max(0, (last(until).toEpochMilli() - last(after).toEpochMilli()) / interval.toMillis());
    }
}
