package io.nephoscope.connector.snmp.session;

import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.thread.LoopThread;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all readings that are under way every few milliseconds, on the thread {@code snmp-timer}; sleeps while there are
 * none. Thread-safe.
 */
final class ReadingTimer implements AutoCloseable {

    private static final long PAUSE_MILLIS = 20;
    private static final Backoff PAUSES = Backoff.exact(Duration.ofMillis(100), Duration.ofSeconds(10));

    private final Set<ReadTask> readings = ConcurrentHashMap.newKeySet();
    private final Semaphore news = new Semaphore(0);
    private @Nullable LoopThread thread;
    private boolean closed;

    /** Looks at a reading until it has ended. */
    void add(ReadTask reading) {
        begin();
        readings.add(reading);
        news.release();
    }

    private synchronized void begin() {
        if (thread == null && !closed) {
            thread = LoopThread.start("snmp-timer", PAUSES, this::look, LoopThread.Listener.NONE);
        }
    }

    private void look() throws InterruptedException {
        if (readings.isEmpty()) {
            news.acquire();
            news.drainPermits();
        }
        Thread.sleep(PAUSE_MILLIS);
        long now = System.nanoTime();
        readings.removeIf(reading -> reading.tick(now));
    }

    /** How many are under way or wait for it. */
    int size() {
        return readings.size();
    }

    /** Ends the thread and all readings. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (thread != null) {
                thread.close();
            }
        }
        readings.forEach(ReadTask::stop);
    }
}
