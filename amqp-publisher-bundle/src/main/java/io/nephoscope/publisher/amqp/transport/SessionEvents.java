package io.nephoscope.publisher.amqp.transport;

/** What the broker tells. Called from the connection's thread, which must not be kept. */
public interface SessionEvents {

    /** The broker has taken charge of a message, or of all up to it. */
    void confirmed(long number, boolean allUpTo);

    /** The broker could not take charge of a message, or of all up to it. */
    void refused(long number, boolean allUpTo);

    /** No queue wants a message; the broker will confirm it all the same. */
    void returned(byte[] body);

    /** The broker wants nothing more for now. */
    void blocked(String reason);

    void unblocked();

    /** The session is over; it knows why. */
    void closed();
}
