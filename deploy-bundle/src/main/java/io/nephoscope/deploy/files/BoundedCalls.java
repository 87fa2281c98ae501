package io.nephoscope.deploy.files;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Makes calls that may never return, such as reading a dead mount or stopping a plugin: each on a thread that is given
 * up at the deadline. A thread that was given up stays until its call returns, if ever; how many may stay is bounded.
 * Safe from any thread.
 */
public final class BoundedCalls implements AutoCloseable {

    /** How many calls may be overdue at once; then no further call is made. */
    public static final int MAX_OVERDUE = 16;

    private final ThreadPoolExecutor threads;
    private final Runnable onLateReturn;
    /** The calls that were given up and have not returned. */
    private final Map<Call<?>, Overdue> overdue = new ConcurrentHashMap<>();

    /**
     * A call that has not returned.
     *
     * @param subject what it is about: a file's path, a bundle's name
     * @param doing what it does, such as {@code reading etc/polling.yaml}
     */
    public record Overdue(Object subject, String doing, long sinceNanos) {

        /** One sentence for the operator. */
        public String sentence() {
            return doing + " has not returned for " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - sinceNanos)
                    + " s";
        }
    }

    /**
     * Prepares calls; makes no thread yet.
     *
     * @param keepAlive how long an idle thread is kept for the next call; none for calls of plugins, which may leave
     *     something of theirs on the thread
     * @param onLateReturn is called on the thread of an overdue call when that has returned after all
     */
    public BoundedCalls(String threadName, Duration keepAlive, Runnable onLateReturn) {
        AtomicInteger count = new AtomicInteger();
        this.onLateReturn = onLateReturn;
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, keepAlive.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, threadName + "-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    private enum State {
        RUNNING,
        RETURNED,
        OVERDUE
    }

    /** One call; who is first, the thread that returns or the caller that gives up, decides by compare-and-set. */
    private final class Call<T> implements Callable<T> {

        final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
        final Callable<T> body;

        Call(Callable<T> body) {
            this.body = body;
        }

        @Override
        public T call() throws Exception {
            try {
                return body.call();
            } finally {
                if (!state.compareAndSet(State.RUNNING, State.RETURNED)) {
                    overdue.remove(this);
                    onLateReturn.run();
                }
            }
        }
    }

    /**
     * Makes a call and waits for it until its deadline.
     *
     * @param subject asked at the deadline: what the call is about then
     * @param doing what it does then, such as {@code reading etc/polling.yaml}
     * @throws OverdueException if it has not returned by then, or if too many others have not
     * @throws Exception what it throws
     */
    public <T> T call(Supplier<?> subject, Supplier<String> doing, Duration deadline, Callable<T> body)
            throws Exception {
        if (overdue.size() >= MAX_OVERDUE) {
            throw new OverdueException("not tried, for " + MAX_OVERDUE + " others have not returned");
        }
        long start = System.nanoTime();
        Call<T> call = new Call<>(body);
        Future<T> future = threads.submit(call);
        try {
            return future.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (TimeoutException e) {
            Overdue late = new Overdue(subject.get(), doing.get(), start);
            overdue.put(call, late);
            if (!call.state.compareAndSet(State.RUNNING, State.OVERDUE)) {
                overdue.remove(call);
                return future.get();
            }
            throw new OverdueException(late.sentence());
        } catch (InterruptedException e) {
            future.cancel(true);
            throw e;
        }
    }

    private static Exception unwrapped(ExecutionException e) throws ExecutionException {
        if (e.getCause() instanceof Exception cause) {
            return cause;
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e;
    }

    /** The calls that were given up and have not returned. */
    public List<Overdue> overdue() {
        return List.copyOf(overdue.values());
    }

    /** Whether a call about this is overdue. */
    public boolean isOverdue(Object subject) {
        return overdue.values().stream().anyMatch(late -> late.subject().equals(subject));
    }

    /** Interrupts what runs; waits for nothing. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
