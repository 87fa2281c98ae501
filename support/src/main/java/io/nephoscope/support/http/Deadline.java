package io.nephoscope.support.http;

import java.time.Duration;

/**
 * A point in time that all parts of a call keep to.
 *
 * @param nanoTime on the scale of {@link System#nanoTime}
 */
public record Deadline(long nanoTime) {

    /** Beyond any call, and not so far that sums overflow. */
    private static final Duration LONGEST = Duration.ofDays(30);

    /** So long from now. */
    public static Deadline in(Duration time) {
        Duration bounded = time.compareTo(LONGEST) < 0 ? time : LONGEST;
        return new Deadline(System.nanoTime() + bounded.toNanos());
    }

    /** What is left; never negative. */
    public long remainingNanos() {
        return Math.max(0, nanoTime - System.nanoTime());
    }

    public boolean isOver() {
        return remainingNanos() == 0;
    }

    /** What is left, but no more than a limit, and never less than a moment: no client takes a timeout of zero. */
    public Duration atMost(Duration limit) {
        Duration left = Duration.ofNanos(Math.max(1_000_000, remainingNanos()));
        return left.compareTo(limit) < 0 ? left : limit;
    }
}
