package io.nephoscope.core.completeness;

import io.nephoscope.api.runtime.dto.GapKind;
import io.nephoscope.api.runtime.dto.OutcomeKind;
import io.nephoscope.core.publish.BatchEnd;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a slot is at one moment. It is always in exactly one state, so that the sum of all is what was due. */
enum SlotState {
    /** Being polled, or about to. */
    PENDING(null),
    /** Polled, with samples in the store. */
    STORED(null),
    /** Polled, and all confirmed. */
    CONFIRMED(null),
    /** Complete without a sample. */
    NOTHING(null),
    /** Another agent's. */
    NOT_OURS(null),
    FAILED(GapKind.FAILED),
    ABANDONED(GapKind.ABANDONED),
    QUARANTINED(GapKind.QUARANTINED),
    BUSY(GapKind.BUSY),
    MISSED(GapKind.MISSED),
    CANCELLED(GapKind.CANCELLED),
    STORE_FULL(GapKind.STORE_FULL),
    DROPPED(GapKind.DROPPED),
    REFUSED(GapKind.REFUSED),
    UNREADABLE(GapKind.UNREADABLE),
    GIVEN_UP(GapKind.GIVEN_UP),
    AGENT_DOWN(GapKind.AGENT_DOWN);

    /** All of them, in their order. */
    static final SlotState[] ALL = values();

    private static final Map<GapKind, SlotState> BY_GAP = new EnumMap<>(GapKind.class);

    static {
        Arrays.stream(ALL)
                .filter(SlotState::isGap)
                .forEach(state -> BY_GAP.put(Objects.requireNonNull(state.gap), state));
    }

    private final @Nullable GapKind gap;

    SlotState(@Nullable GapKind gap) {
        this.gap = gap;
    }

    /** The state of a slot with such a gap. */
    static SlotState of(GapKind gap) {
        return Objects.requireNonNull(BY_GAP.get(gap));
    }

    /** What an outcome other than a poll that returned makes of a slot. */
    static SlotState of(OutcomeKind outcome) {
        return switch (outcome) {
            case POLLED -> throw new IllegalArgumentException("what became of its samples decides");
            case NOTHING_TO_POLL -> NOTHING;
            case NOT_OURS -> NOT_OURS;
            case FAILED -> FAILED;
            case ABANDONED -> ABANDONED;
            case QUARANTINED -> QUARANTINED;
            case BUSY -> BUSY;
            case MISSED -> MISSED;
            case CANCELLED -> CANCELLED;
            case STORE_FULL -> STORE_FULL;
        };
    }

    /** What the end of a batch makes of its slot. */
    static SlotState of(BatchEnd end) {
        return switch (end) {
            case CONFIRMED -> CONFIRMED;
            case NOT_OURS -> NOT_OURS;
            case GIVEN_UP -> GIVEN_UP;
            case DROPPED -> DROPPED;
            case REFUSED -> REFUSED;
            case UNREADABLE -> UNREADABLE;
        };
    }

    /** Where it is in arrays that are as long as {@link #ALL}. */
    @SuppressWarnings("EnumOrdinal") // Such arrays are kept for each series, and never outlive the process.
    int index() {
        return ordinal();
    }

    boolean isGap() {
        return gap != null;
    }

    Optional<GapKind> gap() {
        return Optional.ofNullable(gap);
    }
}
