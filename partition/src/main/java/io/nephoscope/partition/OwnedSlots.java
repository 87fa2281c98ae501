package io.nephoscope.partition;

import java.time.Instant;
import java.util.List;

/**
 * Whether a member owns anything of an assignment at a due time: asked for each series of each poll, it looks at
 * hand-overs instead of slots. Immutable.
 */
public final class OwnedSlots {

    private final String member;
    private final List<Handover> handovers;
    private final boolean ownsForGood;
    /** By the places of hand-overs: whether the member came to own slots by it. */
    private final boolean[] ownsAfter;

    public OwnedSlots(SlotAssignment assignment, String member) {
        this.member = member;
        this.handovers = assignment.handovers();
        this.ownsAfter = new boolean[handovers.size()];
        boolean forGood = false;
        for (int slot = 0; slot < assignment.owners().count(); slot++) {
            if (member.equals(assignment.owners().idOf(slot))) {
                int handover = assignment.handoverIndex(slot);
                if (handover < 0) {
                    forGood = true;
                } else {
                    ownsAfter[handover] = true;
                }
            }
        }
        this.ownsForGood = forGood;
    }

    /** Whether any slot is the member's then. */
    public boolean any(String series, Instant due) {
        if (ownsForGood) {
            return true;
        }
        for (int i = 0; i < ownsAfter.length; i++) {
            String old = handovers.get(i).owner(series, due);
            if (old == null ? ownsAfter[i] : old.equals(member)) {
                return true;
            }
        }
        return false;
    }
}
