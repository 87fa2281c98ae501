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
import java.util.concurrent.atomic.AtomicInteger;

/** A broker that confirms when the test says so. */
final class FakeBroker implements BrokerConnector {

    /** The hosts that answer. */
    final Set<String> up = ConcurrentHashMap.newKeySet();

    /** The sessions opened, the newest last. */
    final List<Session> sessions = new CopyOnWriteArrayList<>();

    /** The hosts asked for a session. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    FakeBroker(String... up) {
        this.up.addAll(List.of(up));
    }

    @Override
    public BrokerSession open(Target target, BrokerAddress broker, SessionEvents events) throws IOException {
        asked.add(broker.host());
        if (!up.contains(broker.host())) {
            throw new ConnectException("Connection refused");
        }
        Session session = new Session(events);
        sessions.add(session);
        return session;
    }

    Session newest() {
        return sessions.get(sessions.size() - 1);
    }

    static final class Session implements BrokerSession {

        final SessionEvents events;

        /** The bodies sent, as text. */
        final List<String> sent = new CopyOnWriteArrayList<>();

        final AtomicInteger declarations = new AtomicInteger(1);
        private volatile boolean open = true;

        Session(SessionEvents events) {
            this.events = events;
        }

        @Override
        public long nextNumber() {
            return sent.size() + 1L;
        }

        @Override
        public void send(String routingKey, byte[] body) throws IOException {
            if (!open) {
                throw new IOException("closed");
            }
            sent.add(new String(body, UTF_8));
        }

        @Override
        public void redeclare() {
            declarations.incrementAndGet();
        }

        @Override
        public Optional<BrokerFailure> failure() {
            return open ? Optional.empty() : Optional.of(new BrokerFailure("Connection reset", "", false));
        }

        @Override
        public void close() {
            open = false;
        }

        void confirmAll() {
            events.confirmed(sent.size(), true);
        }

        void breakDown() {
            open = false;
            events.closed();
        }
    }
}
