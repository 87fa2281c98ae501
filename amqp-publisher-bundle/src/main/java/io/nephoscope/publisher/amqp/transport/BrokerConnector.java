package io.nephoscope.publisher.amqp.transport;

import java.io.IOException;

/** Opens sessions. */
@FunctionalInterface
public interface BrokerConnector {

    /**
     * Connects, logs in, and declares the exchange and its queues.
     *
     * @param broker one of those in {@code target}
     * @throws IOException if there is no session to be had; {@link BrokerFailure#of} tells why
     */
    BrokerSession open(Target target, BrokerAddress broker, SessionEvents events) throws IOException;
}
