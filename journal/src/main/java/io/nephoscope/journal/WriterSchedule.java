package io.nephoscope.journal;

import io.nephoscope.support.retry.Backoff;
import java.time.Duration;

/**
 * When the writer is to write, which is at once, so that the end of the process costs nothing; and when it is to force what it
 * has written, which is once per interval. Guarded by the state that it belongs to.
 */
final class WriterSchedule {

    private static final Backoff BACKOFF = Backoff.exact(Duration.ofMillis(100), Duration.ofSeconds(3));

    private long interval;
    private long unsafeSince;
    private boolean urgent;

    // Attempts are counted: this one began, that one ended.
    private long begun;
    private long ended;
    private long demanded;
    private int failures;
    private long retryAt;
    private String trouble = "";

    private boolean closing;
    private boolean finished;

    WriterSchedule(Duration interval) {
        this.interval = interval.toNanos();
    }

    void interval(Duration newInterval) {
        interval = newInterval.toNanos();
    }

    /**
     * A batch came.
     *
     * @param first whether everything else is safe
     * @param much whether too much is not safe to wait for the time
     */
    void arrived(boolean first, boolean much) {
        if (first) {
            unsafeSince = System.nanoTime();
        }
        urgent |= much;
    }

    /**
     * How long the writer has nothing to do.
     *
     * @param writing whether there is something to write, or to delete
     * @param unsafe whether something is not safe
     */
    long nanosUntilDue(boolean writing, boolean unsafe) {
        if (closing || begun < demanded) {
            return 0;
        }
        if (!trouble.isEmpty()) {
            return retryAt - System.nanoTime();
        }
        if (writing) {
            return 0;
        }
        return unsafe ? nanosUntilForce() : Long.MAX_VALUE;
    }

    private long nanosUntilForce() {
        return urgent ? 0 : unsafeSince + interval - System.nanoTime();
    }

    /** Begins an attempt; returns whether what is written is to be forced in it. What is not safe after that came later. */
    boolean beginAndForce() {
        boolean force = closing || begun < demanded || !trouble.isEmpty() || nanosUntilForce() <= 0;
        begun++;
        if (force) {
            unsafeSince = System.nanoTime();
            urgent = false;
        }
        return force;
    }

    /**
     * Ends an attempt.
     *
     * @param newTrouble empty if it went well
     */
    void end(String newTrouble) {
        ended = begun;
        trouble = newTrouble;
        if (trouble.isEmpty()) {
            failures = 0;
        } else {
            failures++;
            retryAt = System.nanoTime() + BACKOFF.delay(failures).toNanos();
        }
    }

    String trouble() {
        return trouble;
    }

    /** Asks for an attempt at once; returns its number. */
    long demand() {
        demanded = begun + 1;
        return demanded;
    }

    boolean hasEnded(long attempt) {
        return ended >= attempt;
    }

    boolean hasFailedSince(long attempt) {
        return hasEnded(attempt) && !trouble.isEmpty();
    }

    void close() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    /** There will be no attempt any more. */
    void finish() {
        finished = true;
    }

    boolean isFinished() {
        return finished;
    }
}
