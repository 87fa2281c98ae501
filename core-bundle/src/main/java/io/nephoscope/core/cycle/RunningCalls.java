package io.nephoscope.core.cycle;

import io.nephoscope.core.plugin.Access;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which plugins are being called now, so that none is called twice at once for one series. A call that outlived
 * its deadline stays here until it returns: until then its plugin is not called again. Thread-safe.
 */
public final class RunningCalls {

    private final Map<Key, Call> calls = new ConcurrentHashMap<>();

    /** One plugin in one series. The detail tells the calls of one plugin apart; it is empty for pollsters. */
    record Key(String series, Access<?> plugin, String detail) {}

    private final AtomicLong order = new AtomicLong();

    private static final class Call {

        private final long number;

        private final Thread thread = Thread.currentThread();
        private final String name;
        private volatile boolean hung;
        /** Reached when the call has returned or is known to hang. */
        private final CountDownLatch settled = new CountDownLatch(1);

        Call(String name, long number) {
            this.name = name;
            this.number = number;
        }
    }

    /**
     * Begins a call by this thread, after waiting for one that runs and may still end well.
     *
     * @param name what to call the plugin if it hangs
     * @return false if an earlier call hangs or has not ended within the bound
     */
    boolean enter(Key key, String name, Duration bound) throws InterruptedException {
        Call mine = new Call(name, order.incrementAndGet());
        long end = System.nanoTime() + bound.toNanos();
        for (Call other = calls.putIfAbsent(key, mine); other != null; other = calls.putIfAbsent(key, mine)) {
            boolean settled = other.settled.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (!settled || other.hung) {
                return false;
            }
        }
        return true;
    }

    /** Begins a call by this thread unless one runs; never waits. */
    boolean tryEnter(Key key, String name) {
        return calls.putIfAbsent(key, new Call(name, order.incrementAndGet())) == null;
    }

    /** Ends a call of this thread. */
    void leave(Key key) {
        Call call = calls.get(key);
        if (call != null && call.thread == Thread.currentThread()) {
            calls.remove(key, call);
            call.settled.countDown();
        }
    }

    /** Marks the calls that a thread is in as hung, so that nobody waits for them any more. Never waits. */
    void abandon(Thread thread) {
        for (Call call : calls.values()) {
            if (call.thread == thread) {
                call.hung = true;
                call.settled.countDown();
            }
        }
    }

    /** The names of what hangs in one series: of the calls that a thread is in, the innermost. */
    public List<String> hung(String series) {
        Map<Thread, Call> innermost = new HashMap<>();
        calls.forEach((key, call) -> {
            if (key.series().equals(series) && call.hung) {
                innermost.merge(call.thread, call, (one, other) -> one.number > other.number ? one : other);
            }
        });
        return innermost.values().stream()
                .map(call -> call.name)
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether a call of this plugin hangs, in any series. */
    public boolean isHung(Access<?> plugin) {
        return calls.entrySet().stream()
                .anyMatch(call -> call.getValue().hung && call.getKey().plugin().equals(plugin));
    }

    /** How many calls of a plugin hang in one series. */
    long hung(String series, Access<?> plugin) {
        return calls.entrySet().stream()
                .filter(call -> call.getValue().hung
                        && call.getKey().series().equals(series)
                        && call.getKey().plugin().equals(plugin))
                .count();
    }
}
