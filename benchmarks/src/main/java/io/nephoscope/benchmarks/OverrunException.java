package io.nephoscope.benchmarks;

import io.nephoscope.benchmarks.peers.Running.Walls;
import java.io.Serial;
import java.time.Duration;
import java.util.stream.Stream;

/** A peer's cycles take as long as the interval, or longer, so that nothing per cycle can be told. */
final class OverrunException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private static final double FULL = 0.9;

    /** Fails if cycles took nearly the interval. */
    static void check(Walls walls, Duration interval) {
        double longest = Stream.concat(walls.told().stream(), walls.delivered().stream())
                .max(Double::compare)
                .orElse(0.0);
        if (longest > interval.toMillis() * FULL) {
            throw new OverrunException(longest, interval);
        }
    }

    private OverrunException(double millis, Duration interval) {
        super("a cycle took %.1f s of an interval of %d s".formatted(millis / 1000, interval.toSeconds()));
    }
}
