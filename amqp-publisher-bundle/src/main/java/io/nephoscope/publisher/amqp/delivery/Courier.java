package io.nephoscope.publisher.amqp.delivery;

import io.nephoscope.publisher.amqp.delivery.Condition.State;
import io.nephoscope.publisher.amqp.outbox.Outbox;
import io.nephoscope.publisher.amqp.transport.BrokerConnector;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a session with one of the brokers and sends the outbox through it, in a thread of its own. */
public final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration SESSION_CLOSE = Duration.ofMillis(2500);

    private final SessionRunner sessions;
    private final ConditionBoard board;
    private final OrderBook book = new OrderBook();
    private final Bell bell = new Bell();
    private final Thread thread = new Thread(this::run, "amqp-courier");

    public Courier(Outbox outbox, BrokerConnector connector, ConditionBoard board) {
        this.board = board;
        sessions = new SessionRunner(outbox, connector, board, bell);
        thread.setDaemon(true);
    }

    /** Starts to deliver, as soon as there is a route. */
    public void start() {
        thread.start();
    }

    /** Delivers like this from now on. A session is replaced only if it must be. */
    public void take(Route route) {
        book.take(route);
        bell.ring();
    }

    /** Says that there are new messages in the outbox. */
    public void wake() {
        bell.ring();
    }

    /** Sends what can be sent in a time, and ends. Idempotent; keeps the interrupt flag. */
    public void close(Duration flush) {
        boolean connected = board.current().healthy();
        Duration grace = connected ? flush : Duration.ZERO;
        book.close(grace);
        bell.ring();
        try {
            if (!connected) {
                thread.interrupt();
            }
            thread.join(grace.plus(SESSION_CLOSE).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }

    private void run() {
        try {
            while (!book.isClosing()) {
                Route route = book.route().orElse(null);
                if (route == null) {
                    bell.await(LONGEST_WAIT);
                } else {
                    follow(route);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("AMQP: stopped while it waited.");
        }
        board.show(Condition.of(State.CLOSED, "stopped"));
    }

    /** Delivers by one route while it is in force. */
    private void follow(Route route) throws InterruptedException {
        Brokers brokers = new Brokers(route.target().url().hosts());
        int failures = 0;
        while (isInForce(route)) {
            boolean good = sessions.run(brokers, () -> book.ordersFor(route), failures > 0);
            failures = good ? 0 : failures + 1;
            pause(route, route.backoff().delay(failures));
        }
    }

    private void pause(Route route, Duration delay) throws InterruptedException {
        long end = System.nanoTime() + delay.toNanos();
        for (long left = delay.toNanos(); left > 0 && isInForce(route); left = end - System.nanoTime()) {
            bell.await(Duration.ofNanos(left));
        }
    }

    private boolean isInForce(Route route) {
        return !book.isClosing() && book.route().filter(route::equals).isPresent();
    }
}
