package io.nephoscope.publisher.amqp.delivery;

import static java.util.stream.Collectors.joining;

import io.nephoscope.publisher.amqp.delivery.ConnectionStatus.State;
import io.nephoscope.publisher.amqp.transport.BrokerAddress;
import io.nephoscope.publisher.amqp.transport.BrokerConnector;
import io.nephoscope.publisher.amqp.transport.BrokerFailure;
import io.nephoscope.publisher.amqp.transport.BrokerSession;
import io.nephoscope.publisher.amqp.transport.Target;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.thread.LoopThread;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a session with one of the brokers and sends through it what the {@link ConfirmWindow} holds, on a thread of
 * its own. Brokers are tried in turn, in an order that each agent shuffles; after failures with back-off.
 *
 * <p>What other threads tell (settings, closing) stands in volatile fields, and a signal of the window follows each
 * change; everything else belongs to the delivery thread.
 */
public final class DeliveryLoop {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLoop.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final Duration LEAVE = Duration.ofMillis(2500);
    private static final Duration ABORT = Duration.ofSeconds(1);
    private static final Duration DECLARE = Duration.ofSeconds(20);
    private static final Duration LIVED_WELL = Duration.ofSeconds(5);
    private static final Backoff AFTER_A_BUG = Backoff.exact(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final ConfirmWindow window;
    private final BrokerConnector connector;
    private final ConnectionStatus status;
    private final Runnable beforeConnecting;
    private final SessionWatchdog watchdog;
    private volatile @Nullable DeliverySettings settings;
    private volatile boolean closing;
    private volatile long flushEnds;
    private volatile @Nullable LoopThread thread;

    private @Nullable Target target;
    private List<BrokerAddress> brokers = List.of();
    private int failures;

    /** @param beforeConnecting called on the delivery thread before each attempt to connect */
    public DeliveryLoop(
            ConfirmWindow window, BrokerConnector connector, ConnectionStatus status, Runnable beforeConnecting) {
        this.window = window;
        this.connector = connector;
        this.status = status;
        this.beforeConnecting = beforeConnecting;
        this.watchdog = new SessionWatchdog(window);
    }

    /** Starts to deliver, as soon as there are settings. To be called once. */
    public void start() {
        watchdog.start(status.name() + "-watchdog");
        thread = LoopThread.start(
                status.name() + "-delivery", AFTER_A_BUG, this::connectAndSend, new LoopThread.Listener() {

                    @Override
                    public void failed(Throwable cause, int failuresInARow) {
                        status.show(State.failed(
                                "the delivery thread fails: " + cause.getClass().getSimpleName(),
                                "Report it with the log; the agent goes on trying"));
                    }

                    @Override
                    public void recovered() {}
                });
    }

    /** Delivers like this from now on. A session is replaced only if it must be. */
    public void take(DeliverySettings next) {
        settings = next;
        window.resize(next);
    }

    /**
     * Sends what can be sent in a time, and ends. Idempotent; keeps the interrupt flag. Returns within the time and
     * four seconds, whatever the network does.
     */
    public void close(Duration flush) {
        Duration grace = status.current().isConnected() ? flush : Duration.ZERO;
        if (!closing) {
            flushEnds = System.nanoTime() + grace.toNanos();
            closing = true;
        }
        window.signal();
        LoopThread running = thread;
        if (running == null) {
            return;
        }
        try {
            if (grace.isZero()) {
                watchdog.abort();
            }
            if (!running.join(grace.plus(LEAVE))) {
                watchdog.abort();
                running.close();
                running.join(ABORT);
            }
        } catch (InterruptedException e) {
            watchdog.abort();
            Thread.currentThread().interrupt();
        }
        running.close();
        watchdog.close();
    }

    /** One round: connects to the first broker that grants a session, and sees that through to its end. */
    private void connectAndSend() throws InterruptedException, LoopThread.FinishedException {
        if (closing) {
            status.show(State.connecting("stopped", ""));
            throw new LoopThread.FinishedException();
        }
        beforeConnecting.run();
        DeliverySettings now = settings;
        if (now == null) {
            window.await(LONGEST_WAIT);
            return;
        }
        follow(now.target());
        boolean worked = connect(now);
        failures = worked ? 0 : failures + 1;
        pause(now);
    }

    private void follow(Target next) {
        if (!next.equals(target)) {
            target = next;
            failures = 0;
            brokers = new ArrayList<>(next.url().hosts());
            Collections.shuffle(brokers);
            window.trySendingPastTheExchange();
        }
    }

    /** @return whether the session did its work, so that it is worth to connect again at once */
    private boolean connect(DeliverySettings now) throws InterruptedException {
        Map<String, BrokerFailure> failed = new LinkedHashMap<>();
        for (BrokerAddress broker : List.copyOf(brokers)) {
            ConfirmWindow.InFlight flight = window.newSession();
            BrokerSession session = connector.session(now.target(), broker, flight);
            watchdog.watch(session, now.confirmTimeout());
            try {
                call(now.target().connectTimeout().multipliedBy(2).plus(DECLARE), session::open);
            } catch (IOException e) {
                session.abort();
                failed.put(session.broker(), BrokerFailure.of(e, now.target()));
                if (!isInForce(now)) {
                    return true;
                }
                continue;
            }
            // The one that was used last is the last to be tried next time.
            Collections.rotate(brokers, brokers.size() - 1 - brokers.indexOf(broker));
            return new Session(session, flight, now).run();
        }
        showFailed(failed);
        return false;
    }

    private void showFailed(Map<String, BrokerFailure> failed) {
        String reasons = failed.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue().reason())
                .sorted()
                .collect(joining("; "));
        failed.values().stream()
                .filter(BrokerFailure::permanent)
                .findFirst()
                .or(() -> failed.values().stream().findFirst())
                .ifPresent(worst -> status.show(State.of(worst, reasons)));
    }

    private void pause(DeliverySettings now) throws InterruptedException {
        long end = System.nanoTime() + now.backoff().delay(failures).toNanos();
        for (long left = end - System.nanoTime(); left > 0 && isInForce(now); left = end - System.nanoTime()) {
            window.await(Duration.ofNanos(left));
        }
    }

    private boolean isInForce(DeliverySettings then) {
        DeliverySettings now = settings;
        return !closing && now != null && now.target().equals(then.target());
    }

    private interface Call {
        void run() throws IOException;
    }

    private void call(Duration limit, Call call) throws IOException {
        watchdog.callBegins(limit);
        try {
            call.run();
        } finally {
            watchdog.callEnded();
        }
    }

    /** One open session, until it is over. Used by the delivery thread alone. */
    private final class Session {

        private final BrokerSession session;
        private final ConfirmWindow.InFlight flight;
        private final DeliverySettings opened;
        private final SessionReport report;
        private final long began = System.nanoTime();
        private @Nullable Long drainEnds;

        Session(BrokerSession session, ConfirmWindow.InFlight flight, DeliverySettings opened) {
            this.session = session;
            this.flight = flight;
            this.opened = opened;
            this.report = new SessionReport(session.broker(), opened.target().topology(), flight);
        }

        /** @return whether it is worth to connect again at once */
        boolean run() throws InterruptedException {
            Optional<BrokerFailure> failure = Optional.empty();
            try {
                while (failure.isEmpty() && !isDone()) {
                    sendOrWait();
                    failure = session.failure();
                }
            } catch (IOException e) {
                failure = session.failure().or(() -> Optional.of(BrokerFailure.of(e, opened.target())));
            } finally {
                leave();
            }
            // Where the watchdog closed the socket, that is all that the session knows.
            return failure.isEmpty() || lost(watchdog.failure().orElse(failure.get()));
        }

        private void leave() {
            flight.end();
            try {
                call(LEAVE, session::close);
            } catch (IOException e) {
                session.abort();
            }
        }

        private void sendOrWait() throws IOException, InterruptedException {
            if (flight.takeReturned()) {
                call(DECLARE, session::redeclare);
                flight.declared();
            }
            Optional<PendingMessage> next = maySend() ? window.next(flight, session.nextNumber()) : Optional.empty();
            if (next.isPresent()) {
                PendingMessage message = next.get();
                call(opened.confirmTimeout(), () -> send(message));
            } else {
                show();
                window.await(longestWait());
            }
        }

        private void send(PendingMessage message) throws IOException {
            if (message.toQueue) {
                session.sendToQueue(message.routingKey, message.body);
            } else {
                session.send(message.routingKey, message.body);
            }
        }

        private boolean maySend() {
            return drainEnds == null && flight.blockedBecause().isEmpty();
        }

        /** Closing, it sends what there is; replaced by another target, it waits for what is on its way. */
        private boolean isDone() {
            if (closing) {
                return window.isEmpty() || flushEnds - System.nanoTime() <= 0;
            }
            if (isInForce(opened)) {
                return false;
            }
            if (drainEnds == null) {
                drainEnds = System.nanoTime() + DRAIN.toNanos();
            }
            return flight.isEmpty() || drainEnds - System.nanoTime() <= 0;
        }

        private Duration longestWait() {
            Long end = closing ? Long.valueOf(flushEnds) : drainEnds;
            Duration left = end == null ? LONGEST_WAIT : Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            return left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
        }

        private void show() {
            Optional<State> trouble = report.trouble();
            if (trouble.isPresent()) {
                status.show(trouble.get());
            } else if (failures == 0 || flight.confirmedAny() || window.isEmpty()) {
                // After failures a session must first show that it works.
                status.show(report.connected());
            }
        }

        private boolean lost(BrokerFailure failure) {
            if (failure.reason().contains("amq.default")) {
                // This user may not write to the default exchange, by which a single queue is reached.
                window.keepToTheExchange();
                return true;
            }
            if (failure.largestMessage() > 0) {
                long samples = window.refuseLargerThan(failure.largestMessage(), failure.reason());
                LOG.error(
                        "{}: {}; {} samples are lost. {}.", status.name(), failure.reason(), samples, failure.remedy());
                return samples > 0;
            }
            if (failure.permanent()) {
                status.show(State.of(failure, session.broker() + ": " + failure.reason()));
            } else if (status.current().isConnected()) {
                status.show(State.connecting(
                        "lost " + session.broker() + " (" + failure.reason() + "), connecting again",
                        failure.remedy()));
            }
            boolean workedLong = System.nanoTime() - began > LIVED_WELL.toNanos();
            return watchdog.failure().isEmpty() && (flight.confirmedAny() || workedLong);
        }
    }
}
