package io.nephoscope.coordination.etcd;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which all of a connection happens. After its end nothing happens later any more, and whoever asks all
 * the same is told so on a thread that ends when it is idle.
 */
final class EtcdLoop implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(EtcdLoop.class);

    private static final int IDLE_SECONDS = 20;

    private final ScheduledThreadPoolExecutor executor;
    private volatile boolean ended;

    EtcdLoop(String name) {
        executor = new ScheduledThreadPoolExecutor(
                1,
                task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(() -> runGuarded(task));
    }

    /** Runs a task later, unless it is cancelled before. */
    Future<?> after(Duration delay, Runnable task) {
        return executor.schedule(
                () -> {
                    if (!ended) {
                        runGuarded(task);
                    }
                },
                delay.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /** Runs a task later. */
    @SuppressWarnings("FutureReturnValueIgnored") // It is guarded.
    void later(Duration delay, Runnable task) {
        after(delay, task);
    }

    /** Tells how something ended, with null or with what failed; what that throws is logged. */
    @SuppressWarnings("FutureReturnValueIgnored") // It is guarded.
    static void whenOver(CompletableFuture<?> something, Consumer<@Nullable Throwable> told) {
        something.whenComplete((done, failure) -> runGuarded(() -> told.accept(failure)));
    }

    /** Who listens is another's code. */
    @SuppressWarnings("CatchingUnchecked") // The loop outlives whatever a listener throws.
    private static void runGuarded(Runnable task) {
        try {
            task.run();
        } catch (Exception e) {
            LOG.error("A listener of coordination by etcd failed; it is told the next change all the same.", e);
        }
    }

    /** Drops all that was to run later. */
    void end() {
        ended = true;
        executor.getQueue().removeIf(task -> task instanceof Delayed later && later.getDelay(TimeUnit.NANOSECONDS) > 0);
        executor.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }

    /**
     * Takes nothing any more.
     *
     * @return whether the thread has ended
     */
    boolean close(Duration patience) throws InterruptedException {
        executor.shutdown();
        return executor.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** @return whether it has ended within this time */
    boolean await(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!ended && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return ended;
    }
}
