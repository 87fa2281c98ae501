package io.nephoscope.publisher.amqp.delivery;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before trying again: nothing the first time, then {@code first}, and twice as long
 * each time up to {@code max}; give or take a fifth, so that agents do not come in step.
 */
public record Backoff(Duration first, Duration max) {

    private static final int MAX_DOUBLINGS = 30;
    private static final double JITTER = 0.2;

    /**
     * Chooses a delay.
     *
     * @param failures how many times in a row it failed after the first try
     */
    Duration delay(int failures) {
        if (failures == 0) {
            return Duration.ZERO;
        }
        long doubled = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        double millis = Math.min(doubled, max.toMillis());
        return Duration.ofMillis(
                (long) (millis * (1 + ThreadLocalRandom.current().nextDouble(-JITTER, JITTER))));
    }
}
