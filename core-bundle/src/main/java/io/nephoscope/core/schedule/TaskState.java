package io.nephoscope.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * How one interval stands.
 *
 * @param nextDue when the next cycle is due; while one runs, when it would be
 */
public record TaskState(Duration interval, Set<Assignment> assignments, Instant nextDue, Cycles cycles) {

    /**
     * The cycles of one interval so far.
     *
     * @param lastStarted {@link Instant#EPOCH} if none was
     */
    public record Cycles(boolean running, Instant lastStarted, Duration lastDuration, long count, long overruns) {

        static final Cycles NONE = new Cycles(false, Instant.EPOCH, Duration.ZERO, 0, 0);

        Cycles started(Instant now) {
            return new Cycles(true, now, lastDuration, count, overruns);
        }

        Cycles finished(Duration duration, boolean overrun) {
            return new Cycles(false, lastStarted, duration, count + 1, overrun ? overruns + 1 : overruns);
        }
    }
}
