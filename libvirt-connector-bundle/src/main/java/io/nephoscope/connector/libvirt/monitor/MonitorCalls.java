package io.nephoscope.connector.libvirt.monitor;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.HypervisorException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes calls that may never end, each in a thread of its own, and bounds how many there are. Thread-safe. */
final class MonitorCalls {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final ConnectionPool connections;
    private final int most;
    private final Duration toOpen;
    private final ExecutorService threads = Executors.newCachedThreadPool(MonitorCalls::thread);
    private int running;
    private int stuck;

    MonitorCalls(ConnectionPool connections, MonitorLimits limits) {
        this.connections = connections;
        most = limits.stuck();
        toOpen = limits.longest();
    }

    /**
     * Starts a call, if there is room.
     *
     * @param keepFree how many places are left to others
     */
    synchronized <T> Optional<MonitorCall<T>> start(
            List<DomainRef> domains, MonitorCall.Question<T> question, int keepFree) throws HypervisorException {
        if (threads.isShutdown()) {
            throw new HypervisorException("the connection is closed", true);
        }
        if (running + stuck + keepFree >= most) {
            return Optional.empty();
        }
        MonitorCall<T> call = new MonitorCall<>(connections.take(), domains, toOpen);
        threads.execute(() -> make(call, question));
        running++;
        return Optional.of(call);
    }

    /**
     * Waits until there may be room.
     *
     * @return false at once if only stuck calls take it, and when the time is over
     */
    synchronized boolean awaitRoom(Duration time, int keepFree) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (running + stuck + keepFree >= most) {
            long rest = end - System.nanoTime();
            if (stuck + keepFree >= most || rest <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, rest);
        }
        return true;
    }

    /**
     * Leaves a call to itself, and its connection with it.
     *
     * @return false if it has ended meanwhile
     */
    boolean abandon(MonitorCall<?> call) {
        synchronized (this) {
            if (call.state != MonitorCall.State.RUNNING) {
                return false;
            }
            call.state = MonitorCall.State.STUCK;
            running--;
            stuck++;
        }
        connections.evict(call.connection);
        return true;
    }

    /** How many calls were left to themselves and have not ended. */
    synchronized int stuck() {
        return stuck;
    }

    /** Starts no more, and closes the connections. */
    void close() {
        synchronized (this) {
            threads.shutdown();
        }
        connections.close();
    }

    private <T> void make(MonitorCall<T> call, MonitorCall.Question<T> question) {
        try {
            T answer = call.make(question);
            end(call);
            call.answer().complete(answer);
        } catch (HypervisorException | RuntimeException | Error e) {
            if (e instanceof HypervisorException refusal && refusal.connectionLost()) {
                connections.evict(call.connection);
            }
            end(call);
            call.answer().completeExceptionally(e);
            if (e instanceof OutOfMemoryError exhausted) {
                // Not a failure of the call but of the process, which ends by it.
                throw exhausted;
            }
        }
        // Last, because it may close the connection, which takes a while.
        connections.giveBack(call.connection);
    }

    private synchronized void end(MonitorCall<?> call) {
        if (call.state == MonitorCall.State.STUCK) {
            stuck--;
        } else {
            running--;
        }
        call.state = MonitorCall.State.ENDED;
        notifyAll();
    }

    /** Whoever asks is a plugin's thread, of which nothing must stick to ours. */
    private static Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "libvirt-monitor-" + NUMBERS.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }
}
