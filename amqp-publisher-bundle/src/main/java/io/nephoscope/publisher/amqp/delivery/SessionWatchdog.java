package io.nephoscope.publisher.amqp.delivery;

import io.nephoscope.publisher.amqp.transport.BrokerFailure;
import io.nephoscope.publisher.amqp.transport.BrokerSession;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.thread.LoopThread;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Frees the delivery thread from a connection that swallows everything: a write into it returns never, and nobody
 * but another thread can close the socket then. It ends a session whose broker settles nothing, and a call that
 * takes longer than it may or goes on though the session has failed.
 *
 * <p>Its own thread looks once a second; what it looks at is guarded by its lock. It aborts outside the lock.
 */
final class SessionWatchdog implements AutoCloseable {

    private static final Duration PACE = Duration.ofSeconds(1);
    private static final Backoff PAUSE = Backoff.exact(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final ConfirmWindow window;
    private @Nullable BrokerSession session;
    private Duration confirmTimeout = Duration.ZERO;
    private @Nullable Long callEnds;
    private @Nullable BrokerFailure failure;
    private @Nullable LoopThread thread;

    SessionWatchdog(ConfirmWindow window) {
        this.window = window;
    }

    synchronized void start(String name) {
        thread = LoopThread.start(name, PAUSE, this::look, LoopThread.Listener.NONE);
    }

    /** Watches another session from now on. */
    synchronized void watch(BrokerSession next, Duration timeout) {
        session = next;
        confirmTimeout = timeout;
        failure = null;
        callEnds = null;
    }

    /** The delivery thread calls the session now, and will be back within a time. */
    synchronized void callBegins(Duration limit) {
        callEnds = System.nanoTime() + limit.toNanos();
    }

    synchronized void callEnded() {
        callEnds = null;
    }

    /** Why it ended the session that is watched; empty if it did not. */
    synchronized Optional<BrokerFailure> failure() {
        return Optional.ofNullable(failure);
    }

    /** Ends the session that is watched, now. */
    void abort() {
        BrokerSession now;
        synchronized (this) {
            now = session;
        }
        if (now != null) {
            now.abort();
        }
    }

    private void look() throws InterruptedException {
        boolean hopeless;
        synchronized (this) {
            TimeUnit.NANOSECONDS.timedWait(this, PACE.toNanos());
            hopeless = session != null && isHopeless(session);
        }
        if (hopeless) {
            abort();
        }
    }

    private boolean isHopeless(BrokerSession now) {
        if (failure == null && window.stalledFor().compareTo(confirmTimeout) > 0) {
            failure = BrokerFailure.unconfirmed(confirmTimeout.toSeconds());
        }
        // A broker that has blocked the connection does not read it either: a write may wait as long as it likes.
        boolean late = callEnds != null && System.nanoTime() - callEnds > 0 && !window.isBlocked();
        return failure != null || late || (callEnds != null && now.failure().isPresent());
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.close();
        }
    }
}
