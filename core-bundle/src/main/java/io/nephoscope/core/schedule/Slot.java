package io.nephoscope.core.schedule;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One assignment at one due time. The timetable hands out slots, and whoever takes one must conclude it on every
 * path: the ledger counts both, so that what was due is what was concluded. Thread-safe: of several conclusions
 * the first counts.
 */
public final class Slot {

    private final Assignment assignment;
    private final Instant due;
    private final Portion portion;
    private final SlotLedger ledger;
    private final AtomicReference<@Nullable Outcome> outcome = new AtomicReference<>();

    private Slot(Assignment assignment, Instant due, Portion portion, SlotLedger ledger) {
        this.assignment = assignment;
        this.due = due;
        this.portion = portion;
        this.ledger = ledger;
    }

    /** Opens a slot of all that is found, and enters it into a ledger. */
    public static Slot open(Assignment assignment, Instant due, SlotLedger ledger) {
        return open(assignment, due, Portion.ALL, ledger);
    }

    /** Opens a slot and enters it into a ledger. */
    public static Slot open(Assignment assignment, Instant due, Portion portion, SlotLedger ledger) {
        Slot slot = new Slot(assignment, due, portion, ledger);
        ledger.due(assignment, due, 1);
        return slot;
    }

    public Assignment assignment() {
        return assignment;
    }

    /** When the poll was to begin, by the wall's clock. */
    public Instant due() {
        return due;
    }

    /** What of all that is found it polls. */
    public Portion portion() {
        return portion;
    }

    /** Whether another agent may have polled it instead. */
    public boolean isShared() {
        return portion != Portion.ALL;
    }

    /** Ends the slot and tells the ledger; whether this was the first to end it. */
    public boolean conclude(Outcome how) {
        boolean first = outcome.compareAndSet(null, how);
        if (first) {
            ledger.concluded(assignment, due, how);
        }
        return first;
    }

    @Override
    public String toString() {
        return assignment.name() + " at " + due;
    }
}
