package io.nephoscope.publisher.amqp.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.publisher.amqp.transport.BrokerAddress;
import io.nephoscope.publisher.amqp.transport.BrokerConnector;
import io.nephoscope.publisher.amqp.transport.BrokerFailure;
import io.nephoscope.publisher.amqp.transport.BrokerSession;
import io.nephoscope.publisher.amqp.transport.SessionEvents;
import io.nephoscope.publisher.amqp.transport.Target;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A broker that confirms when the test says so. */
public final class FakeBroker implements BrokerConnector {

    /** The hosts that answer. */
    public final Set<String> up = ConcurrentHashMap.newKeySet();

    /** The sessions opened, the newest last. */
    public final List<Session> sessions = new CopyOnWriteArrayList<>();

    /** The hosts asked for a session. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** What opening a session runs into, if not into a host that is down. */
    volatile @Nullable RuntimeException bug;

    /** Whether the network takes writes and never ends them. */
    volatile boolean swallows;

    public FakeBroker(String... up) {
        this.up.addAll(List.of(up));
    }

    @Override
    public BrokerSession session(Target target, BrokerAddress broker, SessionEvents events) {
        return new Session(broker, events);
    }

    public Session newest() {
        return sessions.get(sessions.size() - 1);
    }

    public final class Session implements BrokerSession {

        public final SessionEvents events;

        /** The bodies sent, as text; those that went past the exchange begin with {@code >}. */
        public final List<String> sent = new CopyOnWriteArrayList<>();

        final AtomicInteger declarations = new AtomicInteger(1);
        private final BrokerAddress address;
        private final CountDownLatch aborted = new CountDownLatch(1);
        private volatile @Nullable BrokerFailure failure;
        private volatile CountDownLatch declaring = new CountDownLatch(0);

        Session(BrokerAddress address, SessionEvents events) {
            this.address = address;
            this.events = events;
        }

        @Override
        public String broker() {
            return address.name();
        }

        @Override
        public void open() throws IOException {
            asked.add(address.host());
            RuntimeException now = bug;
            if (now != null) {
                throw now;
            }
            if (!up.contains(address.host())) {
                throw new ConnectException("Connection refused");
            }
            sessions.add(this);
        }

        @Override
        public long nextNumber() {
            return sent.size() + 1L;
        }

        @Override
        public void send(String routingKey, byte[] body) throws IOException {
            accept(new String(body, UTF_8));
        }

        @Override
        public void sendToQueue(String queue, byte[] body) throws IOException {
            accept(">" + new String(body, UTF_8));
        }

        private void accept(String text) throws IOException {
            if (failure != null) {
                throw new IOException("closed");
            }
            sent.add(text);
            if (swallows) {
                // As a write into a full socket does, this heeds no interrupt.
                awaitAbort();
                throw new IOException("Socket closed");
            }
        }

        private void awaitAbort() {
            boolean interrupted = false;
            while (true) {
                try {
                    aborted.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void redeclare() throws IOException {
            declarations.incrementAndGet();
            try {
                declaring.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (failure != null) {
                throw new IOException("closed");
            }
        }

        /** Lets declarations wait until the latch is open. */
        CountDownLatch holdDeclarations() {
            CountDownLatch latch = new CountDownLatch(1);
            declaring = latch;
            return latch;
        }

        @Override
        public Optional<BrokerFailure> failure() {
            return Optional.ofNullable(failure);
        }

        @Override
        public void close() {
            abort();
        }

        @Override
        public void abort() {
            if (failure == null) {
                failure = BrokerFailure.temporary("Socket closed", "");
            }
            aborted.countDown();
        }

        public void confirmAll() {
            events.confirmed(sent.size(), true);
        }

        void breakDown() {
            breakDown(BrokerFailure.temporary("Connection reset", "Look"));
        }

        void breakDown(BrokerFailure reason) {
            failure = reason;
            events.closed();
        }
    }
}
