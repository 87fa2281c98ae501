package io.nephoscope.core.cycle;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.CycleMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;

/** A cycle as plugins see it. */
record CycleContext(Instant startedAt, Duration interval, Set<String> pollsters, SharedValues values) implements Cycle {

    @Override
    public String series() {
        return interval.toSeconds() + "s";
    }

    @Override
    public CycleMode mode() {
        return CycleMode.REGULAR;
    }

    @Override
    public <T> T shared(Class<T> type, String key, Callable<? extends T> loader) throws InterruptedException {
        return values.get(type, key, loader);
    }
}
