package io.nephoscope.connector.openstack.identity;

import java.time.Duration;
import java.util.Optional;

/**
 * What Keystone gave. Its age is told by our own clock and its life by Keystone's, so that they need not agree.
 *
 * @param value the secret
 * @param gotAt on the scale of {@link System#nanoTime}, when it was asked for
 * @param life from its issue to its expiry
 * @param projectId of its scope; empty for another scope
 */
public record Token(String value, long gotAt, Duration life, Optional<String> projectId, Catalogue catalogue) {

    /** A new one is got after this part of its life; what is left is for that, and for long lists. */
    private static final double FRESH = 0.8;
    /** A request that begins later may find it expired. */
    private static final double USABLE = 0.95;

    boolean isFresh(long now) {
        return now - gotAt < life.toNanos() * FRESH;
    }

    boolean isUsable(long now) {
        return now - gotAt < life.toNanos() * USABLE;
    }

    /** What is left of its life; never negative. */
    public Duration left(long now) {
        return Duration.ofNanos(Math.max(0, life.toNanos() - (now - gotAt)));
    }

    @Override
    public String toString() {
        return "a token of " + life;
    }
}
