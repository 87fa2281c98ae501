package io.nephoscope.connector.openstack.http;

import io.nephoscope.support.http.Deadline;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How many requests may be under way to one endpoint at once. Halved when the endpoint refuses for being busy or is
 * much slower than it used to be, at most once for the requests that were under way then; one more for each round of
 * requests that went well. Thread-safe.
 */
final class AdaptiveLimit {

    /** So much slower than usual is slow; and nothing below a second is. */
    private static final int SLOW_FACTOR = 4;

    private static final long SLOW_FLOOR = Duration.ofSeconds(1).toNanos();
    /** How much one request moves what is usual. */
    private static final double WEIGHT = 0.05;

    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Who holds a slot: a thread that asks again while it reads an answer must not wait for itself. */
    private final Set<Thread> holders = new HashSet<>();

    private int limit;
    private int well;
    /** Requests that began before tell nothing of a limit that was lowered since. */
    private long loweredAt;

    private boolean lowered;
    private double usualNanos;
    private long closedUntil;
    private boolean paused;

    /** What a request showed of the endpoint's strength. */
    enum Verdict {
        WELL,
        BUSY,
        /** Nothing, as where there is no connection. */
        NOTHING
    }

    /** A slot, to be released once. */
    final class Slot {

        private final long begunAt = System.nanoTime();
        private final boolean nested;

        private Slot(boolean nested) {
            this.nested = nested;
        }

        /** Whether the thread holds another slot, and this one counts nothing. */
        boolean isNested() {
            return nested;
        }

        /**
         * Gives the slot back, by the thread that has it.
         *
         * @param answeredNanos how long it took until the answer began
         */
        void release(Verdict verdict, long answeredNanos) {
            lock.lock();
            try {
                if (!nested) {
                    holders.remove(Thread.currentThread());
                }
                judge(verdict, begunAt, answeredNanos);
                wake();
            } finally {
                lock.unlock();
            }
        }
    }

    AdaptiveLimit(int most) {
        this.most = most;
        this.limit = most;
    }

    /**
     * Waits for a slot, and for the end of a pause.
     *
     * @return null if none comes free before the deadline
     */
    @Nullable
    Slot acquire(Deadline deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean nested = holders.contains(Thread.currentThread());
            for (long wait = waitNanos(nested); wait > 0; wait = waitNanos(nested)) {
                long left = deadline.remainingNanos();
                if (left == 0) {
                    // It may have been woken for a slot that another can take.
                    wake();
                    return null;
                }
                long unused = changed.awaitNanos(Math.min(wait, left));
            }
            if (!nested) {
                holders.add(Thread.currentThread());
            }
            return new Slot(nested);
        } finally {
            lock.unlock();
        }
    }

    /** Wakes as many as can begin: hundreds may wait, and to wake all for each slot costs more than the requests. */
    private void wake() {
        for (int free = limit - holders.size(); free > 0; free--) {
            changed.signal();
        }
    }

    private long waitNanos(boolean nested) {
        if (paused) {
            long pause = closedUntil - System.nanoTime();
            if (pause > 0) {
                return pause;
            }
            paused = false;
        }
        return nested || holders.size() < limit ? 0 : TimeUnit.SECONDS.toNanos(1);
    }

    /** Lets nobody begin for a while. */
    void pause(Duration time) {
        lock.lock();
        try {
            long until = System.nanoTime() + time.toNanos();
            if (!paused || until - closedUntil > 0) {
                closedUntil = until;
                paused = true;
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many may be under way now. */
    int limit() {
        lock.lock();
        try {
            return limit;
        } finally {
            lock.unlock();
        }
    }

    /** How many are under way. */
    int used() {
        lock.lock();
        try {
            return holders.size();
        } finally {
            lock.unlock();
        }
    }

    private void judge(Verdict verdict, long begunAt, long answeredNanos) {
        if (verdict == Verdict.NOTHING) {
            return;
        }
        boolean slow = verdict == Verdict.WELL && isSlow(answeredNanos);
        if (verdict == Verdict.BUSY || slow) {
            if (!lowered || begunAt - loweredAt >= 0) {
                limit = Math.max(1, limit / 2);
                loweredAt = System.nanoTime();
                lowered = true;
            }
            well = 0;
        } else if (++well >= limit) {
            well = 0;
            limit = Math.min(most, limit + 1);
        }
    }

    private boolean isSlow(long answeredNanos) {
        boolean slow = usualNanos > 0 && answeredNanos > Math.max((double) SLOW_FLOOR, SLOW_FACTOR * usualNanos);
        usualNanos = usualNanos == 0 ? answeredNanos : usualNanos + WEIGHT * (answeredNanos - usualNanos);
        return slow;
    }
}
