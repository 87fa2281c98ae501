package io.nephoscope.publisher.amqp.outbox;

import org.jspecify.annotations.Nullable;

/**
 * Keeps messages, in order, until the broker has confirmed them. A message waits, is handed out, and
 * is settled or waits again at its old place. Thread-safe.
 */
public interface Outbox {

    /**
     * Adds a message behind all others. Where it finds no room, the oldest that wait are dropped.
     *
     * @return how many samples were dropped
     */
    long add(String routingKey, byte[] body, int samples);

    /**
     * Hands out the oldest message that waits.
     *
     * @param maxBytes what it may have at most
     * @return null if none waits, or the oldest is larger
     */
    @Nullable
    Message next(long maxBytes);

    /** Forgets a message that the broker has taken charge of. */
    void settle(Message message);

    /** Lets a message that was handed out wait again. */
    void putBack(Message message);

    /** Changes the bounds, and drops what no longer finds room. */
    void resize(OutboxBounds bounds);

    OutboxCounts counts();

    /**
     * Takes leave: what a restart would not find is dropped.
     *
     * @return how many samples were dropped
     */
    long close();
}
