package io.nephoscope.core.schedule;

import java.time.Instant;

/** Counts slots. Called from many threads, the timer's among them; must return at once and keep no plugin. */
public interface SlotLedger {

    /** Slots of an assignment are due, by the wall's clock. */
    void due(Assignment assignment, Instant due, long slots);

    /** A slot is concluded; called once for each. */
    void concluded(Assignment assignment, Instant due, Outcome outcome);

    /** Slots were due in vain, because the cycle before lasted. */
    default void missed(Assignment assignment, Instant due, long slots) {
        due(assignment, due, slots);
        for (long slot = 0; slot < slots; slot++) {
            concluded(assignment, due, new Outcome.Missed());
        }
    }
}
