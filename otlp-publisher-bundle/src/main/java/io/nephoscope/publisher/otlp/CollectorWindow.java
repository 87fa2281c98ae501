package io.nephoscope.publisher.otlp;

import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that make requests, no more at once than there may be unanswered. Thread-safe. */
final class CollectorWindow {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration END = Duration.ofSeconds(2);
    private static final int IDLE_SECONDS = 20;

    private final ThreadPoolExecutor threads;

    // Guarded by this.
    private int limit;
    private int busy;

    CollectorWindow() {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "nephoscope-otlp-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Lets so many in from now on; those that are in stay. */
    synchronized void resize(int newLimit) {
        limit = newLimit;
        notifyAll();
    }

    /**
     * Waits for room, a few seconds at most.
     *
     * @return whether there is; then {@link #run} is to be called
     */
    synchronized boolean enter() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (long left = PATIENCE.toMillis();
                busy >= limit;
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        busy++;
        return true;
    }

    /** Runs on a thread of its own what makes one request. Whoever is closed meanwhile is interrupted. */
    void run(Runnable request) {
        boolean isTaken = false;
        try {
            threads.execute(() -> {
                try {
                    request.run();
                } finally {
                    leave();
                }
            });
            isTaken = true;
        } finally {
            if (!isTaken) {
                leave();
            }
        }
    }

    private synchronized void leave() {
        busy--;
        notifyAll();
    }

    /** Interrupts what has not been answered, and ends the threads. */
    void close() throws InterruptedException {
        threads.shutdownNow();
        boolean unused = threads.awaitTermination(END.toNanos(), TimeUnit.NANOSECONDS);
    }
}
