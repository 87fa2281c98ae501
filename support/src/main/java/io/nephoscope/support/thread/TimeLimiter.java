package io.nephoscope.support.thread;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls something that may never return, in a daemon thread that is given up after a time. */
public final class TimeLimiter {

    private TimeLimiter() {}

    /**
     * Waits for the result of a call. A call that takes longer is interrupted and left alone: if it heeds no
     * interrupt, its thread goes on without anybody waiting for it.
     *
     * @param name of the thread
     * @throws TimeoutException if it takes longer than the limit
     * @throws ExecutionException if it throws, even an error
     */
    public static <T> T call(String name, Duration limit, Callable<T> call)
            throws TimeoutException, ExecutionException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            task.cancel(true);
            throw e;
        }
    }
}
