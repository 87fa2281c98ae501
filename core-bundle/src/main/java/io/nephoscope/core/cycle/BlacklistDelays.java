package io.nephoscope.core.cycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a blacklisted resource is tried again.
 *
 * @param first the first delay; zero for never
 * @param max what it doubles up to
 */
public record BlacklistDelays(Duration first, Duration max) {

    private static final int MAX_DOUBLINGS = 30;

    /** The end of the delay after so many blacklistings in a row; empty for never. */
    Optional<Instant> retryAt(Instant now, int times) {
        if (first.isZero()) {
            return Optional.empty();
        }
        Duration doubled = first.multipliedBy(1L << Math.min(times - 1, MAX_DOUBLINGS));
        return Optional.of(now.plus(doubled.compareTo(max) < 0 ? doubled : max));
    }
}
