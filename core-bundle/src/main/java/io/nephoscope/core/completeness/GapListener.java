package io.nephoscope.core.completeness;

import io.nephoscope.core.schedule.AssignmentName;

/** Hears of gaps at once. Called with locks held; must return at once and ask nothing of the ledger. */
@FunctionalInterface
interface GapListener {

    /** Slots of a series are gaps from now on. */
    void gap(AssignmentName series, SlotAccount.Change change);
}
