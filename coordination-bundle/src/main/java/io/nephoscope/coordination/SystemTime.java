package io.nephoscope.coordination;

import io.nephoscope.partition.coordination.Time;
import java.time.Instant;

/** The clocks of this machine. */
final class SystemTime implements Time {

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
