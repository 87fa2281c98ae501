package io.nephoscope.testkit.coordination;

import io.nephoscope.api.coordination.CoordinationListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Remembers all that an engine tells, and whether two threads told it something at the same time. Thread-safe. */
public final class RecordingCoordinationListener implements CoordinationListener {

    private final List<View> views = new ArrayList<>();
    private @Nullable View current;
    private int disconnections;
    private @Nullable Thread telling;
    private boolean overlapped;

    @Override
    public void viewed(View view) {
        enter();
        synchronized (this) {
            views.add(view);
            current = view;
            telling = null;
            notifyAll();
        }
    }

    @Override
    public void disconnected() {
        enter();
        synchronized (this) {
            current = null;
            disconnections++;
            telling = null;
            notifyAll();
        }
    }

    private synchronized void enter() {
        overlapped |= telling != null;
        telling = Thread.currentThread();
    }

    /** All views so far, in order. */
    public synchronized List<View> views() {
        return List.copyOf(views);
    }

    /** How often it was told that the engine cannot be reached. */
    public synchronized int disconnections() {
        return disconnections;
    }

    /** Whether it was ever called while another call was under way. */
    public synchronized boolean overlapped() {
        return overlapped;
    }

    /**
     * Waits for a view that is as wanted; looks at the last one first, unless the engine was lost since.
     *
     * @throws TimeoutException if none comes within this time; it shows the last view
     */
    public synchronized View await(Predicate<View> wanted, Duration within)
            throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + within.toNanos();
        while (true) {
            View seen = current;
            if (seen != null && wanted.test(seen)) {
                return seen;
            }
            waitUntil(end, "the last view: " + seen);
        }
    }

    /** Waits until the engine cannot be reached. */
    public synchronized void awaitDisconnection(Duration within) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + within.toNanos();
        while (current != null || disconnections == 0) {
            waitUntil(end, "still connected: " + current);
        }
    }

    private void waitUntil(long end, String otherwise) throws InterruptedException, TimeoutException {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new TimeoutException(otherwise);
        }
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
}
