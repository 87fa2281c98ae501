package io.nephoscope.core.publish;

import io.nephoscope.support.retry.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How often in a row a publisher has refused, why, and until when it is left alone. Guarded by the store. */
final class PublisherRefusals {

    private static final Logger LOG = LoggerFactory.getLogger(PublisherRefusals.class);

    /** A publisher that refused so many in a row for ever, and confirmed none, takes nothing. */
    private static final int ODD_BATCHES = 3;

    private final String publisher;
    private final Backoff backoff;
    private int inARow;
    private String reason = "";
    private long pausedUntil;
    private int forEverInARow;
    private String lossTold = "";

    PublisherRefusals(String publisher, Backoff backoff) {
        this.publisher = publisher;
        this.backoff = backoff;
    }

    /** It takes nothing now. Batches that are refused together, as when a connection breaks, count once. */
    void notNow(String why) {
        if (!why.equals(reason)) {
            LOG.warn("Publisher {} takes no samples, they wait: {}", publisher, why);
            reason = why;
        }
        if (pauseNanos() == 0) {
            inARow++;
            pausedUntil = System.nanoTime() + backoff.delay(inARow).toNanos();
        }
    }

    /** It will never take a batch. */
    void forEver(String why) {
        forEverInARow++;
        if (!why.equals(lossTold)) {
            lossTold = why;
            LOG.warn("Publisher {} refuses samples for ever, which are lost and counted: {}", publisher, why);
        }
    }

    void confirmed() {
        forEverInARow = 0;
        if (inARow > 0) {
            LOG.info("Publisher {} takes samples again", publisher);
            inARow = 0;
            reason = "";
        }
    }

    /** Somebody else bears the name now. */
    void forget() {
        forEverInARow = 0;
        inARow = 0;
        reason = "";
    }

    /** For how long it is to be left alone. */
    long pauseNanos() {
        return inARow == 0 ? 0 : Math.max(0, pausedUntil - System.nanoTime());
    }

    /** Why it takes nothing now; empty if it does. */
    String reason() {
        return reason;
    }

    /** Why it refuses for ever all that it is handed lately; empty if it does not. */
    String lossOfAll() {
        return forEverInARow < ODD_BATCHES ? "" : lossTold;
    }
}
