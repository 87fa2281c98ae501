package io.nephoscope.pollsters.compute;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.CycleMode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What was read last of each meter and instance, in each series of cycles apart: nobody should lose a change to
 * somebody who polls more often, or for a trial. Of cycles whose samples are thrown away nothing is kept. Forgets
 * instances that are gone, and a series that polls the meter no more: after three intervals and ten minutes.
 * Thread-safe.
 */
final class History<V> {

    private static final long EXPIRY = Duration.ofMinutes(10).toNanos();
    private static final int INTERVALS = 3;

    private record Key(String meter, String series) {}

    private static final class Last<V> {
        private final Map<UUID, V> values = new ConcurrentHashMap<>();
        private final Duration interval;
        private volatile long usedAt;

        Last(Duration interval) {
            this.interval = interval;
        }
    }

    private final LongSupplier nanoTime;
    private final Map<Key, Last<V>> memory = new ConcurrentHashMap<>();

    /** @param nanoTime the monotonic clock */
    History(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Remembers a value for the next cycle of this one's series.
     *
     * @return the one before; null if there is none
     */
    @Nullable
    V replace(String meter, Cycle cycle, UUID instance, V now) {
        if (cycle.mode() != CycleMode.REGULAR) {
            return null;
        }
        Last<V> last = memory.computeIfAbsent(new Key(meter, cycle.series()), first -> new Last<>(cycle.interval()));
        last.usedAt = nanoTime.getAsLong();
        return last.values.put(instance, now);
    }

    /** Forgets, in this cycle's series, the instances that are not among these. */
    void retain(Cycle cycle, Set<UUID> instances) {
        memory.forEach((key, last) -> {
            if (key.series().equals(cycle.series())) {
                last.values.keySet().retainAll(instances);
            }
        });
    }

    /** Forgets what was not used for long. */
    void expire() {
        long now = nanoTime.getAsLong();
        memory.forEach((key, last) -> {
            if (now - last.usedAt > last.interval.toNanos() * INTERVALS + EXPIRY) {
                memory.remove(key, last);
            }
        });
    }

    /** How many values are remembered. */
    int size() {
        return memory.values().stream().mapToInt(last -> last.values.size()).sum();
    }
}
