package io.nephoscope.publisher.amqp.outbox;

/**
 * How much an outbox keeps.
 *
 * @param messages how many messages
 * @param bytes how many bytes of bodies
 */
public record OutboxBounds(int messages, long bytes) {}
