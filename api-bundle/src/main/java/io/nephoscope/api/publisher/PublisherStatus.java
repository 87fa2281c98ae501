package io.nephoscope.api.publisher;

/**
 * How delivery stands. Counts are of samples since the publisher was activated.
 *
 * @param state one word: {@code connected}, {@code connecting}, {@code blocked}, {@code open} …
 * @param healthy whether batches leave the agent now
 * @param queued samples that wait to be sent
 * @param inFlight samples sent, not yet confirmed by the other side
 * @param confirmed samples that the other side has taken charge of
 * @param dropped samples lost, because a bound was reached or the other side refused them
 * @param detail one sentence for the operator, without secrets: where to, or why not
 */
public record PublisherStatus(
        String state, boolean healthy, long queued, long inFlight, long confirmed, long dropped, String detail) {}
