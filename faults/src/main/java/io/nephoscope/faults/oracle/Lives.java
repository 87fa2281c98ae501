package io.nephoscope.faults.oracle;

import java.time.Duration;
import java.util.List;

/**
 * When the agent ran. What it does not poll while it is dead is not due, and what it had just been answered when it was killed
 * it had not yet accepted.
 *
 * @param interval of all sources
 * @param ends when the agent was stopped or killed, by the ledger's clock, in this order
 * @param excused how long before such a moment an answer may have come that leaves no sample
 */
public record Lives(Duration interval, List<Long> ends, Duration excused) {

    public Lives {
        ends = List.copyOf(ends);
    }

    /** Which life a moment belongs to. */
    int of(long moment) {
        return (int) ends.stream().filter(end -> end <= moment).count();
    }

    /** Whether a moment is in the life that still lasts. */
    boolean isLast(long moment) {
        return of(moment) == ends.size();
    }

    /** How long after a moment the agent died; zero if it did not. */
    long nanosToDeath(long moment) {
        return ends.stream().filter(end -> end >= moment).findFirst().orElse(moment) - moment;
    }

    /** Whether the agent died so soon after a moment that it need not have accepted what it was answered then. */
    boolean diedSoonAfter(long moment) {
        return ends.stream().anyMatch(end -> end >= moment && end - moment <= excused.toNanos());
    }
}
