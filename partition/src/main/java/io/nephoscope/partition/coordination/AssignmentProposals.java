package io.nephoscope.partition.coordination;

import static io.nephoscope.api.coordination.Coordination.ASSIGNMENT;
import static io.nephoscope.api.coordination.Coordination.PROGRESS;
import static java.util.stream.Collectors.toSet;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.Coordination.Stored;
import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.Watermark;
import io.nephoscope.partition.record.MalformedRecordException;
import io.nephoscope.partition.record.MemberRecord;
import io.nephoscope.partition.record.SlotAssignmentText;
import io.nephoscope.partition.record.WatermarkText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Proposes assignments. Any member may; whoever has been there longest does so first, and the next only if that does
 * not. Two that do so at once do no harm: the engine takes one, and the other looks again.
 */
final class AssignmentProposals {

    private final String member;
    private final PartitionSettings settings;
    private final Coordination coordination;
    private final Time time;
    private List<MemberRecord> present = List.of();
    private boolean waiting;
    private Since since = new Since(0, 0);

    /** @param connected when the engine was reached again; both by the monotonic clock */
    private record Since(long connected, long changed) {}

    AssignmentProposals(String member, PartitionSettings settings, Coordination coordination, Time time) {
        this.member = member;
        this.settings = settings;
        this.coordination = coordination;
        this.time = time;
    }

    /** The engine was reached for the first time, or again. */
    void connected() {
        since = new Since(time.nanoTime(), time.nanoTime());
        waiting = false;
    }

    /** @param members those that are there, who has been there longest first */
    void present(List<MemberRecord> members) {
        if (!members.equals(present)) {
            since = new Since(since.connected(), time.nanoTime());
        }
        present = members;
    }

    List<MemberRecord> present() {
        return present;
    }

    /** Proposes what is due, if it is this member's turn; to be called again and again. */
    void consider(SlotAssignment current, long version) {
        Set<String> ids = present.stream().map(record -> record.member().id()).collect(toSet());
        Set<String> departed = AssignmentPlanner.departed(current, ids);
        if (waiting || !isTurn(departed)) {
            return;
        }
        if (departed.isEmpty()) {
            propose(current, Map.of(ASSIGNMENT, version), Map.of());
        } else {
            waiting = true;
            coordination.read(departed.stream().map(id -> PROGRESS + id).collect(toSet()), found -> {
                waiting = false;
                takeOver(current, version, found);
            });
        }
    }

    private boolean isTurn(Set<String> departed) {
        List<String> able = present.stream()
                .filter(record -> !record.leaving())
                .map(record -> record.member().id())
                .toList();
        int rank = able.indexOf(member);
        long now = time.nanoTime();
        long patience = rank * settings.lead().toNanos();
        long seen = now - since.connected() - patience;
        long calm = now - since.changed() - patience;
        return rank >= 0
                && (departed.isEmpty()
                        ? calm >= settings.settle().toNanos()
                        : seen >= settings.grace().toNanos() && calm >= 0);
    }

    /** Nobody who is gone may write progress any more once this is written: its version is a condition. */
    private void takeOver(SlotAssignment current, long version, Map<String, Stored> found) {
        Map<String, Long> expected = new HashMap<>(Map.of(ASSIGNMENT, version));
        Map<String, Watermark> departed = new HashMap<>();
        found.forEach((name, stored) -> {
            expected.put(name, stored.version());
            departed.put(name.substring(PROGRESS.length()), watermark(stored));
        });
        if (!found.isEmpty()) {
            propose(current, expected, departed);
        }
    }

    private static Watermark watermark(Stored stored) {
        try {
            return stored.version() == Coordination.ABSENT ? Watermark.NOTHING : WatermarkText.read(stored.text());
        } catch (MalformedRecordException e) {
            // As if it had done nothing: rather polled twice than not at all.
            return Watermark.NOTHING;
        }
    }

    private void propose(SlotAssignment current, Map<String, Long> expected, Map<String, Watermark> departed) {
        AssignmentPlanner.Situation situation =
                new AssignmentPlanner.Situation(current, present, departed, time.now(), settings.lead());
        boolean forgotten = expected.getOrDefault(ASSIGNMENT, 0L) == Coordination.ABSENT && current.generation() > 0;
        Optional<SlotAssignment> next = AssignmentPlanner.plan(situation)
                .or(() -> forgotten ? Optional.of(AssignmentPlanner.again(situation)) : Optional.empty());
        if (next.isPresent()) {
            waiting = true;
            coordination.commit(
                    expected, Map.of(ASSIGNMENT, SlotAssignmentText.write(next.get())), outcome -> waiting = false);
        }
    }
}
