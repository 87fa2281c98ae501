package io.nephoscope.partition;

import io.nephoscope.api.partition.Ownership;
import io.nephoscope.api.partition.Share;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What one member polls by an assignment. Immutable and thread-safe. */
public final class SlotShare implements Share {

    private final SlotAssignment assignment;
    private final String member;
    private final Watermark done;
    private final HashSlots slots;

    /**
     * The share of a member.
     *
     * @param done what an earlier process of it has polled: nothing of that is polled again
     */
    public SlotShare(SlotAssignment assignment, String member, Watermark done) {
        this.assignment = assignment;
        this.member = member;
        this.done = done;
        this.slots = new HashSlots(assignment.owners().count());
    }

    @Override
    public long generation() {
        return assignment.generation();
    }

    @Override
    public Ownership at(String series, Instant due) {
        return new SlotOwnership(series, due, slots(series, due));
    }

    /** The hash slots that are this member's to poll. */
    public BitSet slots(String series, Instant due) {
        return done.covers(series, due) ? new BitSet() : assignment.slotsOf(member, series, due);
    }

    private final class SlotOwnership implements Ownership {

        private final ConcurrentHashMap<String, Long> groups = new ConcurrentHashMap<>();
        private final String series;
        private final Instant due;
        private final BitSet mine;

        SlotOwnership(String series, Instant due, BitSet mine) {
            this.series = series;
            this.due = due;
            this.mine = mine;
        }

        @Override
        public boolean owns(String group, String resource) {
            return mine.get(slots.slotOf(groups.computeIfAbsent(group, HashSlots::hash), resource));
        }

        @Override
        public Optional<String> owner(String group, String resource) {
            return assignment.ownerOf(slots.slotOf(group, resource), series, due);
        }
    }
}
