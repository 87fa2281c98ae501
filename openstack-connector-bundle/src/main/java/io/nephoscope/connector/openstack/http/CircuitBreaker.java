package io.nephoscope.connector.openstack.http;

import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Leaves an endpoint alone that fails again and again: nobody waits for it, and it has nobody to serve while it
 * recovers. After the rest one request tries it; if that fails too, the next rest is longer. Thread-safe.
 */
final class CircuitBreaker {

    private static final int FAILURES = 5;

    private final Backoff rests;
    private final InstantSource clock;
    private int failures;
    private Instant restsUntil = Instant.MIN;
    private boolean trying;

    CircuitBreaker(Backoff rests, InstantSource clock) {
        this.rests = rests;
        this.clock = clock;
    }

    /** Lets a request pass, which must tell how it fared; or says how long the endpoint still rests. */
    synchronized Optional<Duration> enter() {
        if (failures < FAILURES) {
            return Optional.empty();
        }
        Duration left = Duration.between(clock.instant(), restsUntil);
        if (left.isNegative() || left.isZero()) {
            if (!trying) {
                trying = true;
                return Optional.empty();
            }
            return Optional.of(Duration.ZERO);
        }
        return Optional.of(left);
    }

    synchronized void succeeded() {
        failures = 0;
        trying = false;
    }

    synchronized void failed() {
        failures = Math.min(failures, Integer.MAX_VALUE - 1) + 1;
        trying = false;
        if (failures >= FAILURES) {
            restsUntil = clock.instant().plus(rests.delay(failures - FAILURES + 1));
        }
    }

    /** A request ended that told nothing of the endpoint. */
    synchronized void abandoned() {
        trying = false;
    }

    /** Until when nobody asks; empty if the endpoint may be asked. */
    synchronized Optional<Instant> restsUntil() {
        return failures >= FAILURES && clock.instant().isBefore(restsUntil)
                ? Optional.of(restsUntil)
                : Optional.empty();
    }
}
