package io.nephoscope.publisher.amqp;

import io.nephoscope.publisher.amqp.outbox.OutboxCounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each time that the outbox overflows, once at its begin and once at its end. For one thread. */
final class Overflow {

    private static final Logger LOG = LoggerFactory.getLogger(Overflow.class);
    private static final int ENDS_AT_FRACTION = 10;

    private boolean overflowing;
    private long waitingWhenFull;
    private long droppedBefore;

    /**
     * Takes note of an addition.
     *
     * @param dropped how many samples it pushed out
     * @param counts the outbox after it
     */
    void added(long dropped, OutboxCounts counts) {
        if (!overflowing && dropped > 0) {
            overflowing = true;
            waitingWhenFull = counts.waiting();
            droppedBefore = counts.dropped() - dropped;
            LOG.warn("The outbox is full: the oldest samples are dropped until the broker takes messages again."
                    + " Raise outbox.bytes or outbox.messages to bridge longer times.");
        } else if (overflowing && counts.waiting() * ENDS_AT_FRACTION <= waitingWhenFull) {
            overflowing = false;
            LOG.info("The outbox has room again; {} samples were dropped.", counts.dropped() - droppedBefore);
        }
    }
}
