package io.nephoscope.testkit;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.CycleMode;
import io.nephoscope.api.cycle.SharedLoadException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * A cycle that shares values as the agent does: each is loaded once, by the first to ask, while others wait;
 * failures are remembered, loaders may ask for other values, and an interrupt passes. Thread-safe.
 */
public final class FakeCycle implements Cycle {

    private final Set<String> pollsters;
    private final Map<Key, Load> loads = new ConcurrentHashMap<>();
    private String series = "60s";
    private CycleMode mode = CycleMode.REGULAR;

    private record Key(Class<?> type, String name) {}

    private static final class Load extends CompletableFuture<Object> {
        private final Thread loader = Thread.currentThread();
    }

    /** A cycle that may call these pollsters. */
    public FakeCycle(String... pollsters) {
        this.pollsters = Set.of(pollsters);
    }

    /** The same cycle as one of another series. To be called before the cycle is handed to anybody. */
    public FakeCycle of(String newSeries, CycleMode newMode) {
        series = newSeries;
        mode = newMode;
        return this;
    }

    @Override
    public Instant startedAt() {
        return Instant.EPOCH;
    }

    @Override
    public Duration interval() {
        return Duration.ofMinutes(1);
    }

    @Override
    public String series() {
        return series;
    }

    @Override
    public CycleMode mode() {
        return mode;
    }

    @Override
    public Set<String> pollsters() {
        return pollsters;
    }

    @Override
    public <T> T shared(Class<T> type, String key, Callable<? extends T> loader) throws InterruptedException {
        Load mine = new Load();
        Load first = loads.putIfAbsent(new Key(type, key), mine);
        if (first == null) {
            load(mine, loader);
        } else if (first.loader == Thread.currentThread() && !first.isDone()) {
            throw new IllegalStateException("the loader of " + key + " asks for what it loads");
        }
        try {
            return type.cast((first == null ? mine : first).get());
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new SharedLoadException(String.valueOf(cause.getMessage()), cause);
        }
    }

    private static void load(Load load, Callable<?> loader) throws InterruptedException {
        try {
            Object value = loader.call();
            if (value == null) {
                load.completeExceptionally(new NullPointerException("the loader gave nothing"));
            } else {
                load.complete(value);
            }
        } catch (InterruptedException e) {
            load.completeExceptionally(e);
            throw e;
        } catch (Exception e) {
            load.completeExceptionally(e);
        }
    }
}
