package io.nephoscope.benchmarks.partition;

import static java.util.stream.Collectors.toSet;

import io.nephoscope.partition.Member;
import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.SlotOwners;
import io.nephoscope.partition.record.AssignmentReader;
import io.nephoscope.partition.record.MalformedRecordException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** How many resources went to another owner, beside how many had to. */
final class MoveCount {

    private final AssignmentReader reader;
    private final int[] resources;
    private SlotOwners owners;
    private long assignments;
    private long moved;
    private double ideal;
    private double mostUneven;

    /** @param mostUneven the fullest member beside the mean, the worst of all assignments */
    record Sums(long assignments, long moved, double ideal, double mostUneven) {}

    /** @param resources how many there are in each slot */
    MoveCount(AssignmentReader reader, int... resources) {
        this.reader = reader;
        this.resources = resources.clone();
        owners = SlotOwners.none(resources.length);
    }

    /** Of an assignment that was written. */
    void assigned(String text) {
        try {
            SlotAssignment next = reader.read(text);
            assignments++;
            moved += moved(next.owners());
            ideal += needed(next.owners());
            owners = next.owners();
        } catch (MalformedRecordException e) {
            throw new IllegalStateException(e);
        }
    }

    private long moved(SlotOwners next) {
        long sum = 0;
        for (int slot = 0; slot < resources.length; slot++) {
            Optional<String> owner = owners.ownerOf(slot);
            sum += owner.isEmpty() || owner.equals(next.ownerOf(slot)) ? 0 : resources[slot];
        }
        return sum;
    }

    /** What was left by those that are gone, and what newcomers lack beyond that. */
    private double needed(SlotOwners next) {
        Set<String> before = owners.members().stream().map(Member::id).collect(toSet());
        Set<String> after = next.members().stream().map(Member::id).collect(toSet());
        long left = 0;
        for (Member member : owners.members()) {
            left += after.contains(member.id())
                    ? 0
                    : owners.slotsOf(member.id()).stream()
                            .mapToLong(slot -> resources[slot])
                            .sum();
        }
        long come = after.stream().filter(id -> !before.contains(id)).count();
        double mean = (double) Arrays.stream(resources).sum() / after.size();
        long fullest = 0;
        int[] counts = new int[after.size()];
        for (int slot = 0; slot < next.count(); slot++) {
            int owner = next.ownerIndex(slot);
            counts[owner] += resources[slot];
            fullest = Math.max(fullest, counts[owner]);
        }
        mostUneven = Math.max(mostUneven, fullest / mean);
        return before.isEmpty() ? 0 : left + Math.max(0, come * mean - left);
    }

    /** From here on. */
    void reset() {
        assignments = 0;
        moved = 0;
        ideal = 0;
        mostUneven = 0;
    }

    Sums sums() {
        return new Sums(assignments, moved, ideal, mostUneven);
    }
}
