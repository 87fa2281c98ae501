package io.nephoscope.core.agent;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs each task at once, on a thread that waits for one or on a new one. What plugins leave behind in a
 * thread pins their class loaders, so all threads are let go when plugins change.
 *
 * <p>Cycles bound how many there are, but for those in which plugins hang; of all together there is a bound. Whoever
 * asks for one more is told by an exception, as he is when the system has no thread left: then by the JVM's error.
 */
final class Workers implements Executor {

    /** How many there are at most. */
    static final int MOST = 512;

    private static final long IDLE_SECONDS = 60;

    private final AtomicLong count = new AtomicLong();
    private final AtomicInteger alive = new AtomicInteger();
    /** Those of before, while tasks of theirs run. */
    private final List<ThreadPoolExecutor> retired = new ArrayList<>();

    private ThreadPoolExecutor current = pool();
    private boolean stopped;

    private ThreadPoolExecutor pool() {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, SECONDS, new SynchronousQueue<>(), this::newThread);
    }

    private Thread newThread(Runnable work) {
        Thread thread = new Thread(() -> live(work), "nephoscope-worker-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    private void live(Runnable work) {
        alive.incrementAndGet();
        try {
            work.run();
        } finally {
            alive.decrementAndGet();
        }
    }

    /**
     * Runs a task of a cycle.
     *
     * @throws RejectedExecutionException if there are {@link #MOST} threads, or once stopped; the task does not run
     */
    @Override
    public void execute(Runnable task) {
        if (alive.get() >= MOST) {
            throw new RejectedExecutionException(
                    MOST + " threads are busy, most of them in plugins that do not return; status names them");
        }
        if (!tryExecute(task)) {
            throw new RejectedExecutionException("the agent stops");
        }
    }

    /** Runs a task that may be the operator's cure for threads that hang; does nothing once stopped. */
    void executeBeyondBound(Runnable task) {
        boolean unused = tryExecute(task);
    }

    private synchronized boolean tryExecute(Runnable task) {
        if (!stopped) {
            current.execute(task);
        }
        return !stopped;
    }

    /** Lets each thread end with its task; later tasks get new ones. */
    synchronized void renew() {
        retired.removeIf(ThreadPoolExecutor::isTerminated);
        retired.add(current);
        current.shutdown();
        current = pool();
    }

    /** Takes no more tasks, and interrupts those that do not end within the bound. */
    void stop(long graceMillis, long afterInterruptMillis) throws InterruptedException {
        List<ThreadPoolExecutor> all = end();
        await(all, graceMillis);
        all.forEach(ExecutorService::shutdownNow);
        await(all, afterInterruptMillis);
    }

    private synchronized List<ThreadPoolExecutor> end() {
        stopped = true;
        renew();
        return List.copyOf(retired);
    }

    private static void await(List<ThreadPoolExecutor> pools, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (ThreadPoolExecutor pool : pools) {
            boolean unused = pool.awaitTermination((end - System.nanoTime()) / 1_000_000, MILLISECONDS);
        }
    }
}
