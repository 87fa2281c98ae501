package io.nephoscope.benchmarks;

import java.time.Duration;

/** Lets a thread clean up and say its last words when the process is told to end. */
public final class Interruption {

    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    private final Thread thread;
    private final Thread hook;

    private Interruption(Thread thread) {
        this.thread = thread;
        hook = new Thread(this::interrupt, "benchmark-interruption");
    }

    /** Interrupts the calling thread on SIGINT and SIGTERM, and waits for its end. */
    public static Interruption ofThisThread() {
        Interruption interruption = new Interruption(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void interrupt() {
        thread.interrupt();
        try {
            thread.join(LAST_WORDS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that nothing is left that an interruption could end. */
    public void over() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends already: the hook waits for this very thread.
        }
    }
}
