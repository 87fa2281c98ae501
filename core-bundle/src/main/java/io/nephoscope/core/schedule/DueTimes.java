package io.nephoscope.core.schedule;

import io.nephoscope.partition.Cadence;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When cycles of one interval are due: one interval after the other by a clock that never jumps or, where several agents
 * share the work, when the wall's clock shows a multiple of it.
 */
final class DueTimes {

    private static final long IN_TIME = -1;

    private final Duration interval;
    private final Cadence cadence;
    private final Timer timer;

    DueTimes(Duration interval, Timer timer) {
        this.interval = interval;
        this.cadence = new Cadence(interval);
        this.timer = timer;
    }

    /**
     * When a cycle is due.
     *
     * @param at by the clock that never jumps
     * @param shared by all agents' clock; null if it was not planned so
     * @param missed how many were due in vain before it, if it is late; {@link #IN_TIME} if it is not
     */
    record Next(long at, @Nullable Instant shared, long missed) {

        /** Whether it is late because the one before took too long. */
        boolean isOverrun() {
            return missed >= 0;
        }
    }

    /** The first cycle; where agents share, it is of the last time that they had, and late. */
    Next first(Duration delay) {
        return new Next(timer.nanoTime() + delay.toNanos(), null, IN_TIME);
    }

    /** The next that all agents have. */
    Next next() {
        Instant now = timer.now();
        return at(cadence.next(now), now);
    }

    private Next at(Instant due, Instant now) {
        return new Next(timer.nanoTime() + Duration.between(now, due).toNanos(), due, IN_TIME);
    }

    /** The one after a time that all agents have. */
    Next after(Instant due) {
        Instant now = timer.now();
        Instant next = due.plus(interval);
        if (now.isBefore(due.minus(interval))) {
            // The wall's clock was set back by much.
            return next();
        }
        return now.isAfter(next)
                ? new Next(timer.nanoTime(), cadence.last(now), cadence.between(due, now) - 1)
                : at(next, now);
    }

    /** The one after one that this agent has for itself. */
    Next after(Next last, boolean shared) {
        if (shared) {
            return next();
        }
        long now = timer.nanoTime();
        long due = last.at() + interval.toNanos();
        return now - due > 0 ? new Next(now, null, (now - due) / interval.toNanos()) : new Next(due, null, IN_TIME);
    }

    /** When the slots of a cycle that starts now are due, by the wall's clock. */
    Instant due(Next planned, boolean shared) {
        Instant now = timer.now();
        if (!shared) {
            return now.minusNanos(timer.nanoTime() - planned.at());
        }
        Instant last = cadence.last(now);
        Instant meant = planned.shared();
        // The alarm may ring a moment before the wall's clock shows the time.
        return meant != null && meant.isAfter(last) && meant.isBefore(now.plus(interval)) ? meant : last;
    }

    /** Whether no later time has come that all agents have. */
    boolean isLast(Instant due) {
        return !due.isBefore(cadence.last(timer.now()));
    }
}
