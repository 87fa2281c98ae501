package io.nephoscope.publisher.amqp.delivery;

import io.nephoscope.publisher.amqp.outbox.Outbox;
import io.nephoscope.publisher.amqp.outbox.OutboxCounts;
import java.time.Duration;

/**
 * What a shipment is to do now.
 *
 * @param deadline by {@link System#nanoTime()}, when a phase that ends must be over
 */
record Orders(Route route, Phase phase, long deadline) {

    enum Phase {
        /** Send. */
        RUN,
        /** Send what there is, then end. */
        FLUSH,
        /** Send no more, and end when all is confirmed. */
        DRAIN
    }

    static Orders run(Route route) {
        return new Orders(route, Phase.RUN, 0);
    }

    boolean maySend() {
        return phase != Phase.DRAIN;
    }

    boolean areDone(Unconfirmed unconfirmed, Outbox outbox) {
        return switch (phase) {
            case RUN -> false;
            case FLUSH -> left().isZero() || isEmpty(outbox.counts());
            case DRAIN -> left().isZero() || unconfirmed.isEmpty();
        };
    }

    /** How long to sleep at most before asking for orders again. */
    Duration longestWait(Duration usual) {
        return phase == Phase.RUN || left().compareTo(usual) > 0 ? usual : left();
    }

    private Duration left() {
        long nanos = deadline - System.nanoTime();
        return nanos <= 0 ? Duration.ZERO : Duration.ofNanos(nanos);
    }

    private static boolean isEmpty(OutboxCounts counts) {
        return counts.waiting() + counts.inFlight() == 0;
    }
}
