package io.nephoscope.publisher.amqp.delivery;

/**
 * How much may be sent and not yet confirmed; a single message always may.
 *
 * @param messages how many messages
 * @param bytes how many bytes of bodies
 */
public record Window(int messages, long bytes) {}
