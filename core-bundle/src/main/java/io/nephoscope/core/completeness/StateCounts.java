package io.nephoscope.core.completeness;

import io.nephoscope.api.runtime.dto.GapKind;
import io.nephoscope.api.runtime.dto.SlotsDTO;
import java.util.EnumMap;
import java.util.Map;

/** How many slots are in each state. Not thread-safe. */
final class StateCounts {

    private final long[] counts = new long[SlotState.ALL.length];

    void add(SlotState state, long slots) {
        counts[state.index()] += slots;
    }

    void add(StateCounts others) {
        for (SlotState state : SlotState.ALL) {
            add(state, others.of(state));
        }
    }

    long of(SlotState state) {
        return counts[state.index()];
    }

    long sum() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    SlotsDTO dto(long due, long partial) {
        SlotsDTO dto = new SlotsDTO();
        dto.due = due;
        dto.pending = of(SlotState.PENDING);
        dto.stored = of(SlotState.STORED);
        dto.confirmed = of(SlotState.CONFIRMED);
        dto.nothing = of(SlotState.NOTHING);
        dto.notOurs = of(SlotState.NOT_OURS);
        dto.gaps = gaps();
        dto.partialGaps = partial;
        return dto;
    }

    /** Those that occur. */
    Map<GapKind, Long> gaps() {
        Map<GapKind, Long> gaps = new EnumMap<>(GapKind.class);
        for (GapKind gap : GapKind.values()) {
            long count = of(SlotState.of(gap));
            if (count > 0) {
                gaps.put(gap, count);
            }
        }
        return gaps;
    }
}
