package io.nephoscope.publisher.amqp.delivery;

import static java.util.stream.Collectors.joining;

import io.nephoscope.publisher.amqp.delivery.Condition.State;
import io.nephoscope.publisher.amqp.outbox.Outbox;
import io.nephoscope.publisher.amqp.transport.BrokerAddress;
import io.nephoscope.publisher.amqp.transport.BrokerConnector;
import io.nephoscope.publisher.amqp.transport.BrokerFailure;
import io.nephoscope.publisher.amqp.transport.BrokerSession;
import io.nephoscope.publisher.amqp.transport.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens one session with the first broker that grants it, and sees it through to its end. */
final class SessionRunner {

    private static final long HEALTHY_NANOS = Duration.ofSeconds(5).toNanos();

    private final Outbox outbox;
    private final BrokerConnector connector;
    private final ConditionBoard board;
    private final Bell bell;

    SessionRunner(Outbox outbox, BrokerConnector connector, ConditionBoard board, Bell bell) {
        this.outbox = outbox;
        this.connector = connector;
        this.board = board;
        this.bell = bell;
    }

    /**
     * Runs a session.
     *
     * @param distrust whether to call the session good only when it has confirmed something
     * @return whether it did its work, so that it is worth to try again at once
     */
    boolean run(Brokers brokers, Supplier<Orders> orders, boolean distrust) throws InterruptedException {
        Target target = orders.get().route().target();
        Map<String, BrokerFailure> failures = new TreeMap<>();
        for (BrokerAddress broker : brokers.inTurn()) {
            Receipts receipts = new Receipts(outbox, bell);
            BrokerSession session = open(target, broker, receipts, failures);
            if (session != null) {
                brokers.used(broker);
                Shipment shipment = new Shipment(outbox, session, receipts, orders, bell);
                return ship(shipment, session, receipts, new Journey(broker.toString(), distrust));
            }
        }
        showFailed(failures);
        return false;
    }

    private @Nullable BrokerSession open(
            Target target, BrokerAddress broker, Receipts receipts, Map<String, BrokerFailure> failures) {
        try {
            return connector.open(target, broker, receipts);
        } catch (IOException e) {
            failures.put(broker.toString(), BrokerFailure.of(e));
            return null;
        }
    }

    private boolean ship(Shipment shipment, BrokerSession session, Receipts receipts, Journey journey)
            throws InterruptedException {
        long began = System.nanoTime();
        try {
            shipment.run(board, Condition.of(State.CONNECTED, "connected to " + journey.broker()), journey.distrust());
            Optional<BrokerFailure> failure = session.failure();
            if (failure.isEmpty()) {
                return true;
            }
            showLost(journey, failure.get());
        } catch (IOException e) {
            showLost(journey, session.failure().orElseGet(() -> BrokerFailure.of(e)));
        } finally {
            session.close();
            receipts.end();
        }
        return receipts.confirmedAny() || System.nanoTime() - began > HEALTHY_NANOS;
    }

    private void showLost(Journey journey, BrokerFailure failure) {
        if (failure.permanent()) {
            board.show(Condition.of(failure, journey.broker() + ": " + failure.reason()));
        } else if (board.current().healthy()) {
            board.show(Condition.of(
                    State.CONNECTING, "lost " + journey.broker() + " (" + failure.reason() + "), connecting again"));
        }
    }

    private void showFailed(Map<String, BrokerFailure> failures) {
        String reasons = failures.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue().reason())
                .collect(joining("; "));
        BrokerFailure worst = failures.values().stream()
                .filter(BrokerFailure::permanent)
                .findFirst()
                .orElseGet(() -> failures.values().iterator().next());
        board.show(Condition.of(worst, reasons));
    }

    /** Where a session goes to, and whether to distrust it. */
    private record Journey(String broker, boolean distrust) {}
}
