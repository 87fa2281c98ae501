package io.nephoscope.publisher.amqp.outbox;

/**
 * What became of all samples that were put in. The four add up to them.
 *
 * @param waiting not sent, or to be sent again
 * @param inFlight sent and not yet settled
 * @param confirmed settled
 * @param dropped lost to the bounds, or at the end
 */
public record OutboxCounts(long waiting, long inFlight, long confirmed, long dropped) {}
