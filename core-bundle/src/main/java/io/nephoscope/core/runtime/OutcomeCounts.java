package io.nephoscope.core.runtime;

import io.nephoscope.api.runtime.dto.OutcomeKind;
import io.nephoscope.api.runtime.dto.OutcomesDTO;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** How many slots were due, and what became of them. Lock-free. */
final class OutcomeCounts {

    private final LongAdder due = new LongAdder();
    private final Map<OutcomeKind, LongAdder> concluded = new EnumMap<>(OutcomeKind.class);

    OutcomeCounts() {
        for (OutcomeKind kind : OutcomeKind.values()) {
            concluded.put(kind, new LongAdder());
        }
    }

    void due(long slots) {
        due.add(slots);
    }

    void concluded(OutcomeKind kind, long slots) {
        adder(kind).add(slots);
    }

    /** The map itself never changes. */
    private LongAdder adder(OutcomeKind kind) {
        return Objects.requireNonNull(concluded.get(kind));
    }

    private long of(OutcomeKind kind) {
        return adder(kind).sum();
    }

    /** A copy; what is due is read last, so that it is never less than what was concluded. */
    OutcomesDTO dto() {
        OutcomesDTO dto = new OutcomesDTO();
        dto.polled = of(OutcomeKind.POLLED);
        dto.nothingToPoll = of(OutcomeKind.NOTHING_TO_POLL);
        dto.failed = of(OutcomeKind.FAILED);
        dto.abandoned = of(OutcomeKind.ABANDONED);
        dto.quarantined = of(OutcomeKind.QUARANTINED);
        dto.busy = of(OutcomeKind.BUSY);
        dto.missed = of(OutcomeKind.MISSED);
        dto.cancelled = of(OutcomeKind.CANCELLED);
        dto.notOurs = of(OutcomeKind.NOT_OURS);
        dto.storeFull = of(OutcomeKind.STORE_FULL);
        dto.due = due.sum();
        return dto;
    }
}
