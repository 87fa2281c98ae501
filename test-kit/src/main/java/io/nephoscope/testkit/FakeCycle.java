package io.nephoscope.testkit;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.SharedLoadException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** A cycle of one thread. Loads each shared value once and remembers failures, as the agent does. */
public final class FakeCycle implements Cycle {

    private record Key(Class<?> type, String name) {}

    private final Set<String> pollsters;
    private final Map<Key, Object> values = new HashMap<>();

    public FakeCycle(String... pollsters) {
        this.pollsters = Set.of(pollsters);
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
    public Set<String> pollsters() {
        return pollsters;
    }

    @Override
    public <T> T shared(Class<T> type, String key, Callable<? extends T> loader) {
        Object value = values.computeIfAbsent(new Key(type, key), ignored -> load(loader));
        if (value instanceof SharedLoadException failure) {
            throw failure;
        }
        return type.cast(value);
    }

    private static Object load(Callable<?> loader) {
        try {
            return loader.call();
        } catch (Exception e) {
            return new SharedLoadException(String.valueOf(e.getMessage()), e);
        }
    }
}
