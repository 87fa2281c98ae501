package io.nephoscope.publisher.amqp.delivery;

import io.nephoscope.publisher.amqp.delivery.Orders.Phase;
import io.nephoscope.publisher.amqp.transport.Target;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the courier has been told to do. Thread-safe. */
final class OrderBook {

    private static final Duration DRAIN = Duration.ofSeconds(2);

    private @Nullable Route route;
    private long changed;
    private boolean closing;
    private long closed;

    synchronized void take(Route next) {
        route = next;
        changed = System.nanoTime();
    }

    synchronized void close(Duration flush) {
        if (!closing) {
            closing = true;
            closed = System.nanoTime() + flush.toNanos();
        }
    }

    synchronized Optional<Route> route() {
        return Optional.ofNullable(route);
    }

    synchronized boolean isClosing() {
        return closing;
    }

    /** What to do for a session that was opened for a route. */
    synchronized Orders ordersFor(Route opened) {
        Route now = route == null ? opened : route;
        if (closing) {
            return new Orders(now, Phase.FLUSH, closed);
        }
        Target target = opened.target();
        return now.target().equals(target) ? Orders.run(now) : new Orders(now, Phase.DRAIN, changed + DRAIN.toNanos());
    }
}
