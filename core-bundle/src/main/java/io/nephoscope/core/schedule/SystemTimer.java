package io.nephoscope.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The system's clocks and one thread. */
public final class SystemTimer implements Timer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SystemTimer.class);

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, SystemTimer::thread, new ThreadPoolExecutor.DiscardPolicy());

    public SystemTimer() {
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread thread(Runnable actions) {
        Thread thread = new Thread(actions, "nephoscope-timer");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Alarm after(Duration delay, Runnable action) {
        Future<?> pending = thread.schedule(() -> run(action), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> pending.cancel(false);
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (OutOfMemoryError e) {
            // The pool would keep it to itself; the process is to end, and to say why.
            Thread timer = Thread.currentThread();
            timer.getUncaughtExceptionHandler().uncaughtException(timer, e);
        } catch (Throwable e) {
            LOG.error("A timed action failed, please report this as a bug of Nephoscope", e);
        }
    }

    /** Forgets all actions. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
