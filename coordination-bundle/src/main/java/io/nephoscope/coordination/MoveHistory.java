package io.nephoscope.coordination;

import static java.util.stream.Collectors.toCollection;

import io.nephoscope.api.runtime.dto.PartitionMoveDTO;
import io.nephoscope.partition.Member;
import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.SlotOwners;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;

/** The last agreements that this agent has seen, and how each differs from the one before. Thread-safe. */
final class MoveHistory {

    private static final int MOST = 20;

    private final Deque<PartitionMoveDTO> moves = new ArrayDeque<>();
    private SlotAssignment last;
    private Instant since;

    /** @param known what is known at the start */
    MoveHistory(SlotAssignment known, Instant now) {
        this.last = known;
        this.since = now;
    }

    /** Takes note of what is agreed, and returns whether it is another agreement. */
    synchronized boolean follow(SlotAssignment agreed, Instant now) {
        if (agreed.generation() == last.generation()) {
            return false;
        }
        PartitionMoveDTO move = new PartitionMoveDTO();
        move.generation = agreed.generation();
        move.at = now.toEpochMilli();
        move.moves = moves(last.owners(), agreed.owners());
        move.joined = difference(agreed.owners(), last.owners());
        move.left = difference(last.owners(), agreed.owners());
        moves.addFirst(move);
        if (moves.size() > MOST) {
            moves.removeLast();
        }
        last = agreed;
        since = now;
        return true;
    }

    /** Of the first agreement ever, all. */
    private static int moves(SlotOwners before, SlotOwners after) {
        return before.count() == after.count() && !before.members().isEmpty() ? before.movesTo(after) : after.count();
    }

    private static List<String> difference(SlotOwners some, SlotOwners others) {
        TreeSet<String> ids = some.members().stream().map(Member::id).collect(toCollection(TreeSet::new));
        others.members().forEach(member -> ids.remove(member.id()));
        return List.copyOf(ids);
    }

    /** The newest first. */
    synchronized List<PartitionMoveDTO> moves() {
        return List.copyOf(moves);
    }

    /** When the last was learned of. */
    synchronized Instant since() {
        return since;
    }
}
