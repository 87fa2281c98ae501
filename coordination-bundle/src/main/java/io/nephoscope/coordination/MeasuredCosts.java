package io.nephoscope.coordination;

import io.nephoscope.api.coordination.Coordination.Stored;
import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.SlotCosts;
import io.nephoscope.partition.coordination.LoadRecords;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What polling costs all members, for an operator who asks: read then, and not again for a while. Thread-safe; a caller
 * may be held up for as long as the engine takes to answer, within a bound.
 */
final class MeasuredCosts {

    private static final Duration KEPT = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final MemberRecords records;
    private final Supplier<MemberSnapshot> member;
    private volatile Reading last = new Reading(Map.of(), System.nanoTime() - KEPT.toNanos());

    /** @param at by the monotonic clock */
    private record Reading(Map<String, Stored> found, long at) {}

    MeasuredCosts(MemberRecords records, Supplier<MemberSnapshot> member) {
        this.records = records;
        this.member = member;
    }

    /** By the slots of what is agreed now; nothing is known while the engine cannot be reached. */
    SlotCosts known() {
        MemberSnapshot now = member.get();
        SlotAssignment assignment = now.assignment();
        if (now.link().connected() && System.nanoTime() - last.at() >= KEPT.toNanos()) {
            last = new Reading(read(assignment), System.nanoTime());
        }
        return LoadRecords.read(last.found(), assignment.owners());
    }

    private Map<String, Stored> read(SlotAssignment assignment) {
        try {
            return records.read(LoadRecords.names(assignment), PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }
}
