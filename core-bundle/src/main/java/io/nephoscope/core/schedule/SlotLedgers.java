package io.nephoscope.core.schedule;

import java.time.Instant;
import java.util.List;

/** Several ledgers that all are told the same. */
public record SlotLedgers(List<SlotLedger> all) implements SlotLedger {

    public SlotLedgers {
        all = List.copyOf(all);
    }

    @Override
    public void due(Assignment assignment, Instant due, long slots) {
        all.forEach(ledger -> ledger.due(assignment, due, slots));
    }

    @Override
    public void concluded(Assignment assignment, Instant due, Outcome outcome) {
        all.forEach(ledger -> ledger.concluded(assignment, due, outcome));
    }

    @Override
    public void missed(Assignment assignment, Instant due, long slots) {
        all.forEach(ledger -> ledger.missed(assignment, due, slots));
    }
}
