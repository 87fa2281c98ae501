package io.nephoscope.publisher.amqp.transport;

import java.io.IOException;
import java.util.Optional;

/** One open connection with a channel that confirms. Used by one thread, except {@link #close}. */
public interface BrokerSession {

    /** The number that the broker will confirm the next message by. */
    long nextNumber();

    /**
     * Sends a message, and declares its queue before the first one there. May wait for the network.
     *
     * @throws IOException if the session is over
     */
    void send(String routingKey, byte[] body) throws IOException;

    /**
     * Declares the exchange and the queues again.
     *
     * @throws IOException if the session is over
     */
    void redeclare() throws IOException;

    /** Why the session is over; empty while it is not. */
    Optional<BrokerFailure> failure();

    /** Ends the session within two seconds. Idempotent, from any thread. */
    void close();
}
