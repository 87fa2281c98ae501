package io.nephoscope.partition;

import io.nephoscope.api.partition.Ownership;
import io.nephoscope.api.partition.Share;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What one member polls by an assignment. Immutable and thread-safe. */
public final class SlotShare implements Share {

    private final SlotAssignment assignment;
    private final String member;
    private final Watermark done;
    private final HashSlots slots;
    private final BitSet whenSettled;

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
        this.whenSettled = assignment.owners().slotsOf(member);
    }

    @Override
    public long generation() {
        return assignment.generation();
    }

    @Override
    public Ownership at(String series, Instant due) {
        return new SlotOwnership(series, due, owned(series, due));
    }

    /** Whether it is of these very ones. */
    @SuppressWarnings("ReferenceEquality") // Asked again and again; others that are equal are as good as these.
    public boolean isOf(SlotAssignment thatAssignment, Watermark thatDone) {
        return assignment == thatAssignment && done == thatDone;
    }

    /** The hash slots that are this member's to poll. */
    public BitSet slots(String series, Instant due) {
        return (BitSet) owned(series, due).clone();
    }

    private BitSet owned(String series, Instant due) {
        if (done.covers(series, due)) {
            return new BitSet();
        }
        return assignment.isSettled(due) ? whenSettled : assignment.slotsOf(member, series, due);
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

        /** Whether both own the same; of what others own nothing is said. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof SlotOwnership that && mine.equals(that.mine) && count() == that.count();
        }

        @Override
        public int hashCode() {
            return mine.hashCode();
        }

        private int count() {
            return slots.count();
        }

        @Override
        public Optional<String> owner(String group, String resource) {
            return assignment.ownerOf(slots.slotOf(group, resource), series, due);
        }
    }
}
