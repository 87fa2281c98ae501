package io.nephoscope.core.cycle;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** How long threads have waited for what others load: that is no cost of whoever waits. Thread-safe. */
final class WaitingTimes {

    private final LongSupplier nanoTime;
    private final Map<Thread, Long> since = new ConcurrentHashMap<>();
    private final Map<Thread, Long> sums = new ConcurrentHashMap<>();

    WaitingTimes(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The thread that calls begins to wait. */
    void begin() {
        since.put(Thread.currentThread(), nanoTime.getAsLong());
    }

    /** The thread that calls waits no longer, if it did. */
    void end() {
        Long begun = since.remove(Thread.currentThread());
        if (begun != null) {
            sums.merge(Thread.currentThread(), nanoTime.getAsLong() - begun, Long::sum);
        }
    }

    /** All the time that a thread has waited so far, in nanoseconds. */
    long of(Thread thread) {
        Long begun = since.get(thread);
        return sums.getOrDefault(thread, 0L) + (begun == null ? 0 : nanoTime.getAsLong() - begun);
    }
}
