package io.nephoscope.publisher.amqp.transport;

/** Makes sessions with a broker. */
@FunctionalInterface
public interface BrokerConnector {

    /**
     * Makes a session that is not open yet. Does not wait.
     *
     * @param broker one of those in {@code target}
     * @param events who hears what the broker tells
     */
    BrokerSession session(Target target, BrokerAddress broker, SessionEvents events);
}
