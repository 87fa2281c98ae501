package io.nephoscope.core.fake;

import io.nephoscope.core.schedule.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Time stands still until a test moves it. */
public final class ManualTimer implements Timer {

    private static final Instant START = Instant.parse("2222-11-22T00:11:22.333333444Z");

    private final Set<Entry> alarms = ConcurrentHashMap.newKeySet();
    private final AtomicLong nanos = new AtomicLong();
    private long order;

    private record Entry(long due, long order, Runnable action) {}

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public Instant now() {
        return START.plusNanos(nanos.get());
    }

    @Override
    public synchronized Alarm after(Duration delay, Runnable action) {
        Entry entry = new Entry(nanos.get() + delay.toNanos(), order++, action);
        alarms.add(entry);
        return () -> alarms.remove(entry);
    }

    /** Moves time and rings all alarms that become due, in order; also those that are due already. */
    public void advance(Duration step) {
        long end = nanos.get() + step.toNanos();
        for (Optional<Entry> next = next(end); next.isPresent(); next = next(end)) {
            Entry entry = next.get();
            if (alarms.remove(entry)) {
                nanos.accumulateAndGet(entry.due(), Math::max);
                entry.action().run();
            }
        }
        nanos.accumulateAndGet(end, Math::max);
    }

    /** Rings what is due now. */
    public void ring() {
        advance(Duration.ZERO);
    }

    /** Lets time pass within an action, as a slow one does; no alarm rings. */
    public void pass(Duration step) {
        nanos.addAndGet(step.toNanos());
    }

    private synchronized Optional<Entry> next(long end) {
        return alarms.stream()
                .filter(entry -> entry.due() <= end)
                .min(Comparator.comparingLong(Entry::due).thenComparingLong(Entry::order));
    }
}
