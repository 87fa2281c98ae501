package io.nephoscope.pollsters.compute;

import io.nephoscope.api.cycle.Cycle;
import io.nephoscope.api.cycle.CycleMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;

/** A cycle of which only its series matters. */
record OneCycle(String series, Duration interval, CycleMode mode) implements Cycle {

    /** A published one. */
    static OneCycle each(Duration interval) {
        return new OneCycle("each " + interval, interval, CycleMode.REGULAR);
    }

    /** One for an operator's eyes alone. */
    static OneCycle dry() {
        return new OneCycle("dry run", Duration.ofMinutes(1), CycleMode.DRY);
    }

    @Override
    public Instant startedAt() {
        return Instant.EPOCH;
    }

    @Override
    public Set<String> pollsters() {
        return Set.of();
    }

    @Override
    public <T> T shared(Class<T> type, String key, Callable<? extends T> loader) {
        throw new AssertionError("nothing is shared here");
    }
}
