package io.nephoscope.core.completeness;

import io.nephoscope.core.schedule.AssignmentName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an agent left behind that ran here before: until when it lived, and which slots it expected next. Times are
 * milliseconds of the wall's clock. Thread-safe.
 */
final class EarlierLife {

    /** Nobody is known to have run here before. */
    static final EarlierLife NONE = new EarlierLife(0, Map.of());

    /** Of a longer absence only so much is told: a clock that was wrong must not make up years of gaps. */
    static final Duration LONGEST = Duration.ofDays(31);

    private final long lastSeen;

    // Guarded by this.
    private final Map<AssignmentName, Expected> expected;
    private final Map<AssignmentName, Expected> untold;

    /**
     * The next slots of a series.
     *
     * @param first when the first was due whose fate is not known
     * @param interval from one to the next, positive
     * @param begun whether the first was being polled
     */
    record Expected(long first, long interval, boolean begun) {

        /** Those that were due before a time, as gaps. */
        Optional<SlotAccount.Change> before(long end, long now) {
            long earliest = end - LONGEST.toMillis();
            long begin = first >= earliest ? first : earliest + Math.floorMod(first - earliest, interval);
            if (begin >= end) {
                return Optional.empty();
            }
            long slots = (end - begin - 1) / interval + 1;
            return Optional.of(new SlotAccount.Change(SlotState.AGENT_DOWN, begin, interval, slots, now));
        }
    }

    /** @param lastSeen when it was last known to live */
    EarlierLife(long lastSeen, Map<AssignmentName, Expected> expected) {
        this.lastSeen = lastSeen;
        this.expected = Map.copyOf(expected);
        this.untold = new HashMap<>(expected);
    }

    long lastSeen() {
        return lastSeen;
    }

    /**
     * Whether it cannot be known if all samples of a slot reached the journal, because the agent ended in the midst of
     * it or soon after. Such a slot is told as a gap, to be on the safe side.
     */
    boolean isUncertain(AssignmentName series, long due) {
        Expected known = expected.get(series);
        return known != null && (due > lastSeen || (known.begun() && due >= known.first()));
    }

    /** What a series expected; empty if nothing is known, or it was asked before. */
    synchronized Optional<Expected> take(AssignmentName series) {
        return Optional.ofNullable(untold.remove(series));
    }

    /** What nobody has asked for yet. */
    synchronized Map<AssignmentName, Expected> untold() {
        return Map.copyOf(untold);
    }

    /** Gives up waiting for series that do not come back. */
    synchronized void forgetUntold() {
        untold.clear();
    }
}
