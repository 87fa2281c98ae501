package io.nephoscope.coordination;

import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.record.MemberRecord;
import java.time.Instant;
import java.util.List;

/**
 * What a member knew at one moment.
 *
 * @param present those that are there
 * @param own what it says of itself
 * @param remembered whether the assignment is that of an earlier process, because the engine was not reached since
 * @param handedOver whether nothing that will be due is its
 * @param unwritten of how many series something was polled that is not written down
 */
record MemberSnapshot(
        SlotAssignment assignment,
        List<MemberRecord> present,
        MemberRecord own,
        Link link,
        boolean remembered,
        boolean handedOver,
        int unwritten) {

    MemberSnapshot {
        present = List.copyOf(present);
    }

    /**
     * How it stands with the engine.
     *
     * @param isThere whether there is an engine of that scheme at all
     * @param since when it was connected, or has not been
     * @param refusal why the engine does not open, or what it threw last
     * @param problem why what is agreed cannot be followed
     * @param replaced whether another agent has taken this one's place
     */
    record Link(boolean isThere, boolean connected, Instant since, String refusal, String problem, boolean replaced) {}

    String id() {
        return own.member().id();
    }
}
