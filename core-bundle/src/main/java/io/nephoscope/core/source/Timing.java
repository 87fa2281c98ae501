package io.nephoscope.core.source;

import java.time.Duration;

/**
 * When a source is polled.
 *
 * @param interval from the start of one cycle to the start of the next
 * @param timeout after which a poll is abandoned
 * @param jitter by how much the first cycle may be put off at random
 */
public record Timing(Duration interval, Duration timeout, Duration jitter) {

    /** Polls may take as long as the interval, and the first cycle starts at once. */
    public static Timing every(Duration interval) {
        return new Timing(interval, interval, Duration.ZERO);
    }
}
