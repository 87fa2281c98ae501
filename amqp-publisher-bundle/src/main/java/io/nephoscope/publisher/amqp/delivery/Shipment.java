package io.nephoscope.publisher.amqp.delivery;

import io.nephoscope.publisher.amqp.delivery.Condition.State;
import io.nephoscope.publisher.amqp.delivery.Orders.Phase;
import io.nephoscope.publisher.amqp.outbox.Message;
import io.nephoscope.publisher.amqp.outbox.Outbox;
import io.nephoscope.publisher.amqp.transport.BrokerSession;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends the outbox through one session until that is over or its orders are done. */
final class Shipment {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final String LOOK_AT_QUEUE = "Look at the queue's limits, its policies and the broker's log";
    private static final String LOOK_AT_BROKER = "Free memory or disk space of the broker; the agent goes on by itself";

    private final Outbox outbox;
    private final BrokerSession session;
    private final Receipts receipts;
    private final Supplier<Orders> orders;
    private final Bell bell;
    private int setbacks;

    Shipment(Outbox outbox, BrokerSession session, Receipts receipts, Supplier<Orders> orders, Bell bell) {
        this.outbox = outbox;
        this.session = session;
        this.receipts = receipts;
        this.orders = orders;
        this.bell = bell;
    }

    /**
     * Sends.
     *
     * @param connected what to show while all is well
     * @param distrust whether to show it only when the broker has confirmed something
     * @throws IOException if the session is over
     */
    void run(ConditionBoard board, Condition connected, boolean distrust) throws IOException, InterruptedException {
        setbacks = distrust ? 1 : 0;
        while (session.failure().isEmpty()) {
            Orders now = orders.get();
            if (now.areDone(receipts.unconfirmed(), outbox)) {
                return;
            }
            Optional<Setback> setback = receipts.takeSetback();
            if (setback.isPresent()) {
                board.show(new Condition(State.REFUSED, setback.get().sentence(), LOOK_AT_QUEUE));
                recover(setback.get(), now.route().backoff());
            } else if (!sendOne(now)) {
                board.show(condition(connected).orElse(board.current()));
                bell.await(now.longestWait(LONGEST_WAIT));
            }
        }
    }

    private boolean sendOne(Orders now) throws IOException {
        if (!now.maySend() || receipts.blockedBecause().isPresent()) {
            return false;
        }
        Message message = outbox.next(receipts.unconfirmed().room(now.route().window()));
        if (message == null) {
            return false;
        }
        receipts.sending(session.nextNumber(), message);
        session.send(message.routingKey(), message.body());
        return true;
    }

    /** What is known of the broker now; empty while there is cause for distrust and it has confirmed nothing since. */
    private Optional<Condition> condition(Condition connected) {
        Optional<String> blocked = receipts.blockedBecause();
        if (blocked.isPresent()) {
            String detail = "the broker takes no messages: " + blocked.get();
            return Optional.of(new Condition(State.BLOCKED, detail, LOOK_AT_BROKER));
        }
        if (receipts.takeProgress()) {
            setbacks = 0;
        }
        boolean idle = receipts.unconfirmed().isEmpty() && outbox.counts().waiting() == 0;
        return setbacks == 0 || idle ? Optional.of(connected) : Optional.empty();
    }

    private void recover(Setback setback, Backoff backoff) throws IOException, InterruptedException {
        setbacks = receipts.takeProgress() ? 1 : setbacks + 1;
        long end = System.nanoTime() + backoff.delay(setbacks).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            if (session.failure().isPresent() || orders.get().phase() != Phase.RUN) {
                return;
            }
            bell.await(Duration.ofNanos(left));
        }
        // What else came back meanwhile has waited as long.
        Optional<Setback> another = receipts.takeSetback();
        if (setback == Setback.RETURNED
                || another.filter(Setback.RETURNED::equals).isPresent()) {
            session.redeclare();
        }
    }
}
