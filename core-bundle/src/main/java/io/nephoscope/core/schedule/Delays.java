package io.nephoscope.core.schedule;

import io.nephoscope.core.source.Source;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** By how much the first cycle of a source is put off. */
@FunctionalInterface
public interface Delays {

    /** Anything up to the source's jitter. */
    Delays RANDOM = source -> {
        long bound = source.timing().jitter().toNanos();
        return bound == 0
                ? Duration.ZERO
                : Duration.ofNanos(ThreadLocalRandom.current().nextLong(bound));
    };

    Duration draw(Source source);
}
