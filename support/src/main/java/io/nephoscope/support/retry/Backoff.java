package io.nephoscope.support.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential back-off: nothing before the first try, then {@code first}, and twice as long after each further
 * failure up to {@code max}.
 *
 * @param first the delay after the first failure; zero for none at all
 * @param max what it doubles up to; the first delay is never longer either
 * @param jitter by which part of itself a delay may be longer or shorter at random, so that many who failed
 *     together do not come back together; 0 for exact delays, less than 1
 */
public record Backoff(Duration first, Duration max, double jitter) {

    private static final int MAX_DOUBLINGS = 62;

    public Backoff {
        if (first.isNegative() || max.isNegative()) {
            throw new IllegalArgumentException("a delay must not be negative: " + first + ", " + max);
        }
        if (!(jitter >= 0 && jitter < 1)) {
            throw new IllegalArgumentException("jitter must be at least 0 and less than 1, was " + jitter);
        }
    }

    /** Delays without jitter. */
    public static Backoff exact(Duration first, Duration max) {
        return new Backoff(first, max, 0);
    }

    /**
     * Chooses a delay.
     *
     * @param failures how many times in a row it failed
     */
    public Duration delay(int failures) {
        if (failures <= 0 || first.isZero()) {
            return Duration.ZERO;
        }
        Duration delay = doubled(Math.min(failures - 1, MAX_DOUBLINGS));
        if (jitter == 0) {
            return delay;
        }
        double factor = 1 + ThreadLocalRandom.current().nextDouble(-jitter, jitter);
        return Duration.ofNanos((long) (delay.toNanos() * factor));
    }

    /** Compares before it multiplies: no delay overflows. */
    private Duration doubled(int times) {
        return first.compareTo(max.dividedBy(1L << times)) < 0 ? first.multipliedBy(1L << times) : max;
    }
}
