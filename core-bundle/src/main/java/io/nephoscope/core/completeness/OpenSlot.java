package io.nephoscope.core.completeness;

import io.nephoscope.api.runtime.dto.OutcomeKind;
import io.nephoscope.core.publish.BatchEnd;
import io.nephoscope.core.schedule.Outcome;
import org.jspecify.annotations.Nullable;

/** A slot that is not concluded, and what the store has of it so far. Not thread-safe. */
final class OpenSlot {

    /** How many there are of the same series and time: more than one only where clocks play tricks. */
    private long slots;

    private int batches;
    private long samples;
    private long lostSamples;
    private @Nullable BatchEnd lost;
    private boolean begun;

    void open(long more) {
        slots += more;
    }

    void batchStored(int count) {
        batches++;
        samples += count;
    }

    void batchEnded(int count, BatchEnd end) {
        batches--;
        if (end == BatchEnd.CONFIRMED) {
            begun = true;
        } else {
            lostSamples += count;
            lost = lost == null ? end : lost;
        }
    }

    /** Takes one slot out; what the store has of it goes with the first. */
    Concluded conclude(Outcome outcome) {
        Concluded concluded = new Concluded(state(outcome), batches, begun, samples > lostSamples);
        slots--;
        batches = 0;
        samples = 0;
        lostSamples = 0;
        lost = null;
        begun = false;
        return concluded;
    }

    /**
     * What became of a slot when its poll ended.
     *
     * @param batches of it that are in the store
     * @param begun whether some were confirmed
     * @param kept whether some of its samples are not lost
     */
    record Concluded(SlotState state, int batches, boolean begun, boolean kept) {}

    private SlotState state(Outcome outcome) {
        if (outcome.kind() != OutcomeKind.POLLED) {
            return SlotState.of(outcome.kind());
        }
        BatchEnd loss = lost;
        if (loss != null) {
            return SlotState.of(loss);
        }
        int emitted = outcome.tally().samples();
        if (emitted == 0 && samples == 0) {
            return outcome.error().isEmpty() ? SlotState.NOTHING : SlotState.FAILED;
        }
        if (samples < emitted) {
            return SlotState.STORE_FULL;
        }
        return batches == 0 ? SlotState.CONFIRMED : SlotState.STORED;
    }

    boolean isOver() {
        return slots <= 0;
    }

    long slots() {
        return slots;
    }
}
