package io.nephoscope.core.completeness;

import io.nephoscope.core.completeness.SeriesLedger.Stored;
import io.nephoscope.core.completeness.SlotAccount.Change;
import io.nephoscope.core.schedule.AssignmentName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
     * What is not known of a series.
     *
     * @param first when the first slot was due that nobody has polled to its end
     * @param interval from one to the next, positive
     * @param uncertain from when on no slot is to be trusted of which batches are found
     * @param inMemory slots that were polled and waited in memory alone
     */
    record Expected(long first, long interval, long uncertain, Optional<Stored> inMemory) {

        /** All is known of what was due before. */
        static Expected next(long first, long interval) {
            return new Expected(first, interval, Long.MAX_VALUE, Optional.empty());
        }

        /** The first slot was being polled. */
        static Expected begun(long first, long interval) {
            return new Expected(first, interval, first, Optional.empty());
        }

        Expected andLost(Stored slots) {
            return new Expected(first, interval, Math.min(uncertain, slots.first()), Optional.of(slots));
        }

        /** Those that were due before a time, as gaps. */
        List<Change> before(long end, long now) {
            List<Change> gaps = new ArrayList<>();
            inMemory.ifPresent(
                    slots -> gaps.add(new Change(SlotState.AGENT_DOWN, slots.first(), interval, slots.slots(), now)));
            long earliest = end - LONGEST.toMillis();
            long begin = first >= earliest ? first : earliest + Math.floorMod(first - earliest, interval);
            if (begin < end) {
                long slots = (end - begin - 1) / interval + 1;
                gaps.add(new Change(SlotState.AGENT_DOWN, begin, interval, slots, now));
            }
            return gaps;
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
        return known != null && (due > lastSeen || due >= known.uncertain());
    }

    /** What is missing of a series that was due before a time; nothing if it was asked before. */
    synchronized List<Change> take(AssignmentName series, long end, long now) {
        Expected known = untold.remove(series);
        return known == null ? List.of() : known.before(end, now);
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
