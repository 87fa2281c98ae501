package io.nephoscope.pollsters.compute;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What was read last of each meter and instance. Each interval has a memory of its own, because nobody
 * should lose a change to somebody who polls more often. Forgets instances that are gone, and the memory
 * of an interval that polls the meter no more: after three intervals and ten minutes. Thread-safe.
 */
final class History<V> {

    private static final long PATIENCE = Duration.ofMinutes(10).toNanos();
    private static final int INTERVALS = 3;

    private record Series(String meter, Duration interval) {}

    private static final class Last<V> {
        private final Map<UUID, V> values = new ConcurrentHashMap<>();
        private volatile long usedAt;
    }

    private final LongSupplier nanoTime;
    private final Map<Series, Last<V>> memory = new ConcurrentHashMap<>();

    /** @param nanoTime the monotonic clock */
    History(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Remembers a value.
     *
     * @return the one before; null if there is none
     */
    @Nullable
    V replace(String meter, Duration interval, UUID instance, V now) {
        Last<V> last = memory.computeIfAbsent(new Series(meter, interval), first -> new Last<>());
        last.usedAt = nanoTime.getAsLong();
        return last.values.put(instance, now);
    }

    /** Forgets, of an interval, the instances that are not among these. */
    void retain(Duration interval, Set<UUID> instances) {
        memory.forEach((series, last) -> {
            if (series.interval().equals(interval)) {
                last.values.keySet().retainAll(instances);
            }
        });
    }

    /** Forgets what was not used for long. */
    void expire() {
        long now = nanoTime.getAsLong();
        memory.forEach((series, last) -> {
            if (now - last.usedAt > series.interval().toNanos() * INTERVALS + PATIENCE) {
                memory.remove(series, last);
            }
        });
    }

    /** How many values are remembered. */
    int size() {
        return memory.values().stream().mapToInt(last -> last.values.size()).sum();
    }
}
