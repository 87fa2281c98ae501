package io.nephoscope.journal;

import io.nephoscope.support.retry.Backoff;
import java.time.Duration;

/** When the writer is to write. Guarded by the state that it belongs to. */
final class WriterSchedule {

    private static final Backoff BACKOFF = Backoff.exact(Duration.ofMillis(100), Duration.ofSeconds(3));

    private long interval;
    private long waitingSince;
    private boolean urgent;

    // Attempts are counted: this one began, that one ended.
    private long begun;
    private long begunAt;
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
     * @param unsafe how many wait now
     * @param much whether they are too many to wait for the time
     * @return whether the writer's time has changed
     */
    boolean waiting(int unsafe, boolean much) {
        boolean news = unsafe == 1 || (much && !urgent);
        if (unsafe == 1) {
            waitingSince = System.nanoTime();
        }
        urgent |= much;
        return news;
    }

    /**
     * How long the writer has nothing to do.
     *
     * @param unsafe whether batches wait
     * @param disk whether there is something else to do on the disk
     */
    long nanosUntilDue(boolean unsafe, boolean disk) {
        if (closing || begun < demanded) {
            return 0;
        }
        if (!trouble.isEmpty()) {
            return retryAt - System.nanoTime();
        }
        if (disk || (unsafe && urgent)) {
            return 0;
        }
        return unsafe ? waitingSince + interval - System.nanoTime() : Long.MAX_VALUE;
    }

    void begin() {
        begun++;
        begunAt = System.nanoTime();
        urgent = false;
    }

    /**
     * Ends an attempt.
     *
     * @param newTrouble empty if it went well
     * @param unsafe how many batches wait now
     */
    void end(String newTrouble, int unsafe) {
        ended = begun;
        trouble = newTrouble;
        if (trouble.isEmpty()) {
            failures = 0;
        } else {
            failures++;
            retryAt = System.nanoTime() + BACKOFF.delay(failures).toNanos();
        }
        if (unsafe > 0) {
            waitingSince = begunAt;
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
