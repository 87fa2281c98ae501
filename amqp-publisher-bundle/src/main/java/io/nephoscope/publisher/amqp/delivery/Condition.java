package io.nephoscope.publisher.amqp.delivery;

import io.nephoscope.publisher.amqp.transport.BrokerFailure;

/**
 * How delivery stands.
 *
 * @param state one word
 * @param detail one sentence, without secrets
 * @param remedy what the operator can do; empty if nothing
 */
public record Condition(State state, String detail, String remedy) {

    /** The words for it. */
    public enum State {
        WAITING,
        CONNECTING,
        CONNECTED,
        BLOCKED,
        REFUSED,
        DISCONNECTED,
        CLOSED
    }

    static Condition of(State state, String detail) {
        return new Condition(state, detail, "");
    }

    static Condition of(BrokerFailure failure, String detail) {
        return new Condition(failure.permanent() ? State.REFUSED : State.DISCONNECTED, detail, failure.remedy());
    }

    /** Whether messages leave the agent. */
    public boolean healthy() {
        return state == State.CONNECTED;
    }
}
