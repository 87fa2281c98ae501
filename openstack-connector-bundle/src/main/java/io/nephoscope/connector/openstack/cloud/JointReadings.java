package io.nephoscope.connector.openstack.cloud;

import io.nephoscope.api.cycle.Cycle;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What pollsters read once for cycles of several intervals that fall together. {@link Cycle#shared} shares within one cycle;
 * each quarter of an hour a source of 5 minutes and one of 15 would ask for the same twice. Make one for the life of a plugin's
 * component. Thread-safe.
 *
 * <p>It holds a value only as long as a cycle does that uses it.
 */
public final class JointReadings {

    /** Cycles that are due together begin within this of each other. */
    private static final Duration TOGETHER = Duration.ofSeconds(1);

    /** Under the lock of this object, as what it stands for. */
    private Instant begun = Instant.MIN;

    private Map<Key, Reading> readings = new HashMap<>();

    private record Key(Class<?> type, String name) {}

    /** One reading, under way or done; null where it failed. */
    private static final class Reading extends CompletableFuture<@Nullable WeakReference<Object>> {

        private final String series;

        Reading(String series) {
            this.series = series;
        }
    }

    /**
     * Gives a value that is loaded once for all cycles that began together, as {@link Cycle#shared} gives one of a cycle. Where
     * loading failed for another interval, this one's cycle tries for itself.
     *
     * @throws io.nephoscope.api.cycle.SharedLoadException if the loader failed
     * @throws InterruptedException if interrupted while waiting
     */
    public <T> T shared(Cycle cycle, Class<T> type, String key, Callable<? extends T> loader)
            throws InterruptedException {
        return cycle.shared(type, key, () -> {
            Reading mine = new Reading(cycle.series());
            Reading other = firstOf(cycle, new Key(type, key), mine);
            Object known = other == mine || other.series.equals(mine.series) ? null : valueOf(other);
            return known == null ? load(mine, loader) : type.cast(known);
        });
    }

    /** The reading of a cycle that began together with this one; {@code mine} if there is none. */
    private synchronized Reading firstOf(Cycle cycle, Key key, Reading mine) {
        Instant start = cycle.startedAt();
        if (begun.equals(Instant.MIN) || Duration.between(begun, start).abs().compareTo(TOGETHER) >= 0) {
            begun = start;
            readings = new HashMap<>();
        }
        Reading first = readings.get(key);
        if (first != null && !first.series.equals(mine.series) && !hasFailed(first)) {
            return first;
        }
        readings.put(key, mine);
        return mine;
    }

    private static boolean hasFailed(Reading reading) {
        return reading.isDone() && reading.getNow(null) == null;
    }

    private static @Nullable Object valueOf(Reading other) throws InterruptedException {
        try {
            WeakReference<Object> value = other.get();
            return value == null ? null : value.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("readings end with null where they fail", e);
        }
    }

    private static <T> T load(Reading mine, Callable<? extends T> loader) throws Exception {
        WeakReference<Object> loaded = null;
        try {
            T value = loader.call();
            loaded = new WeakReference<>(value);
            return value;
        } finally {
            mine.complete(loaded);
        }
    }
}
