package io.nephoscope.benchmarks;

import java.io.Serial;
import java.time.Duration;

/** A peer's cycles take as long as the interval, or longer, so that nothing per cycle can be told. */
final class OverrunException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    OverrunException(double millis, Duration interval) {
        super("a cycle took %.1f s of an interval of %d s".formatted(millis / 1000, interval.toSeconds()));
    }
}
