package io.nephoscope.publisher.amqp.delivery;

import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.publisher.amqp.transport.BrokerFailure;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the connection stands, and since when; logs each change once. Written by one thread, read by any. */
public final class ConnectionStatus {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionStatus.class);

    private final String name;
    private final InstantSource clock;
    private volatile Shown shown;

    /**
     * How it stands at one time.
     *
     * @param detail one sentence, without secrets
     * @param remedy what the operator can do; empty if there is nothing to be done
     */
    public record State(PublisherStatus.State state, String detail, String remedy) {

        static State connected(String detail) {
            return new State(PublisherStatus.State.CONNECTED, detail, "");
        }

        static State connecting(String detail, String remedy) {
            return new State(PublisherStatus.State.CONNECTING, detail, remedy);
        }

        static State blocked(String detail, String remedy) {
            return new State(PublisherStatus.State.BLOCKED, detail, remedy);
        }

        static State failed(String detail, String remedy) {
            return new State(PublisherStatus.State.FAILED, detail, remedy);
        }

        static State of(BrokerFailure failure, String detail) {
            return failure.permanent() ? failed(detail, failure.remedy()) : connecting(detail, failure.remedy());
        }

        boolean isConnected() {
            return state == PublisherStatus.State.CONNECTED;
        }
    }

    private record Shown(State state, Instant since) {}

    /** @param name what the publisher is called in the log */
    public ConnectionStatus(String name, InstantSource clock) {
        this.name = name;
        this.clock = clock;
        shown = new Shown(State.connecting("waits for its configuration", ""), clock.instant());
    }

    /** What the publisher is called. */
    String name() {
        return name;
    }

    public State current() {
        return shown.state;
    }

    /** Since when batches leave the agent, or do not. */
    public Instant since() {
        return shown.since;
    }

    void show(State next) {
        Shown before = shown;
        if (next.equals(before.state)) {
            return;
        }
        boolean turned = next.isConnected() != before.state.isConnected();
        shown = new Shown(next, turned ? clock.instant() : before.since);
        if (next.remedy().isEmpty()) {
            LOG.info("{}: {}.", name, next.detail());
        } else {
            LOG.warn("{}: {}. {}.", name, next.detail(), next.remedy());
        }
    }
}
