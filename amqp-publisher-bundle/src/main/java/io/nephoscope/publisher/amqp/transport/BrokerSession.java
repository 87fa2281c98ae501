package io.nephoscope.publisher.amqp.transport;

import java.io.IOException;
import java.util.Optional;

/** One connection with a channel that confirms. Used by one thread, but for what says otherwise. */
public interface BrokerSession {

    /** What the broker is called in texts: its place in the URL until its host has been found. From any thread. */
    String broker();

    /**
     * Connects, logs in, and declares the exchange and its queues.
     *
     * @throws IOException if there is no session to be had; {@link BrokerFailure#of} tells why
     */
    void open() throws IOException;

    /** The number that the broker will confirm the next message by. */
    long nextNumber();

    /**
     * Sends a message to the exchange. May wait for the network.
     *
     * @throws IOException if the session is over
     */
    void send(String routingKey, byte[] body) throws IOException;

    /**
     * Sends a message to one queue alone, past the exchange.
     *
     * @throws IOException if the session is over
     */
    void sendToQueue(String queue, byte[] body) throws IOException;

    /**
     * Declares the exchange and the queues again.
     *
     * @throws IOException if the session is over
     */
    void redeclare() throws IOException;

    /** Why the session is over; empty while it is not. From any thread. */
    Optional<BrokerFailure> failure();

    /** Takes leave of the broker, within two seconds or so where it answers. Idempotent. */
    void close();

    /**
     * Closes the socket without a word, so that whoever waits for it in another method goes on. Never waits for the
     * other side. From any thread, also before the session is open. Idempotent.
     */
    void abort();
}
