package io.nephoscope.publisher.amqp.delivery;

import io.nephoscope.api.delivery.Delivery;

/**
 * One batch encoded for one topic, on its way. Its bytes never change, so that sent twice it is the same message.
 * What changes is guarded by the lock of the {@link ConfirmWindow} that holds it.
 */
final class PendingMessage {

    /** Its place in the order in which messages were taken; they are sent, and sent again, in that order. */
    final long position;

    final String routingKey;
    final byte[] body;
    final Batch batch;

    /** How often the broker has refused it. */
    int refusals;

    /** How often the broker has returned it, as no queue wanted it. */
    int returns;

    /** Whether it goes past the exchange to the queue of its routing key alone. */
    boolean toQueue;

    /** By {@link System#nanoTime()}, when it may be sent again. */
    long notBefore;

    PendingMessage(long position, String routingKey, byte[] body, Batch batch) {
        this.position = position;
        this.routingKey = routingKey;
        this.body = body;
        this.batch = batch;
    }

    /** What the messages of one batch have in common. Its delivery ends with the last of them. */
    static final class Batch {

        final Delivery delivery;
        final int samples;

        /** Messages that are not confirmed. */
        int open;

        /** Those of them that are sent. */
        int sent;

        Batch(Delivery delivery, int samples) {
            this.delivery = delivery;
            this.samples = samples;
        }
    }

    @Override
    public String toString() {
        return "message " + position + " to " + routingKey + " (" + body.length + " bytes)";
    }
}
