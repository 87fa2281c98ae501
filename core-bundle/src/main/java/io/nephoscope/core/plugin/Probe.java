package io.nephoscope.core.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One question to one plugin, asked for somebody who looks at the agent and must never wait for a plugin without
 * a bound. Those who ask together get the same answer, and a plugin that hangs is not asked again before it has
 * returned: it costs one thread.
 */
public final class Probe<T> {

    private final PluginThreads threads;
    private final PluginCall call;
    private final Duration bound;
    private @Nullable Answer<T> pending;

    public Probe(PluginThreads threads, PluginCall call, Duration bound) {
        this.threads = threads;
        this.call = call;
        this.bound = bound;
    }

    /** Asks, unless an earlier question is not answered yet; returns at once. */
    public Answer<T> ask(Callable<? extends @Nullable T> question) {
        Answer<T> answer = new Answer<>(call, threads.nanoTime());
        synchronized (this) {
            if (pending != null && !pending.result.isDone()) {
                return pending;
            }
            pending = answer;
        }
        try {
            answer.ticket = threads.start(call, () -> answer.give(question));
        } finally {
            if (answer.ticket == null) {
                answer.fail("it could not be asked");
            }
        }
        return answer;
    }

    /**
     * Waits for an answer, within the bound since the question was asked.
     *
     * @throws PluginException if it failed, was null or is not there in time
     */
    public T await(Answer<T> answer) throws PluginException, InterruptedException {
        try {
            long left = answer.askedAt + bound.toNanos() - threads.nanoTime();
            return answer.result.get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new PluginException(answer.interrupt(), null);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PluginException failed ? failed : Guard.failure(e);
        }
    }

    /** What a plugin answers. */
    public static final class Answer<T> {

        private final PluginCall call;
        private final long askedAt;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private volatile PluginThreads.@Nullable Ticket ticket;

        private Answer(PluginCall call, long askedAt) {
            this.call = call;
            this.askedAt = askedAt;
        }

        /** Whether the plugin has returned or thrown. */
        public boolean isGiven() {
            return result.isDone();
        }

        /** Runs on the thread of the call; whatever happens, those who wait are told. */
        private void give(Callable<? extends @Nullable T> question) {
            try {
                T given = Guard.<@Nullable T>call(call.description(), question);
                if (given == null) {
                    fail("its " + call.what() + " is null");
                } else {
                    result.complete(given);
                }
            } catch (PluginException e) {
                result.completeExceptionally(e);
            } catch (InterruptedException e) {
                fail("its " + call.what() + " was interrupted");
            } finally {
                fail("its " + call.what() + " ended with an error of the JVM");
            }
        }

        /** Means nothing if there is a result. */
        private void fail(String reason) {
            result.completeExceptionally(new PluginException(reason, null));
        }

        /** Gives up waiting; returns why. */
        private String interrupt() {
            PluginThreads.Ticket asked = ticket;
            if (asked == null) {
                return "it was not asked yet";
            }
            asked.interrupt();
            return "it " + asked.hasNotReturned();
        }
    }
}
