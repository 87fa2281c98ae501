package io.nephoscope.partition.coordination;

import static io.nephoscope.api.coordination.Coordination.ASSIGNMENT;
import static io.nephoscope.api.coordination.Coordination.PROGRESS;
import static java.util.stream.Collectors.toSet;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.Coordination.Stored;
import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.SlotCosts;
import io.nephoscope.partition.SlotLoads;
import io.nephoscope.partition.Watermark;
import io.nephoscope.partition.record.MalformedRecordException;
import io.nephoscope.partition.record.MemberRecord;
import io.nephoscope.partition.record.SlotAssignmentText;
import io.nephoscope.partition.record.WatermarkText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proposes assignments. Any member may; whoever has been there longest does so first, and the next only if that does
 * not. Two that do so at once do no harm: the engine takes one, and the other looks again.
 */
final class AssignmentProposals {

    /** Engines take so many conditions in one write; etcd takes 128, as long as nobody has set it. */
    private static final int MOST_AT_ONCE = 100;

    private static final int NOT_ABLE = -1;
    private static final long NO_VERSION = Long.MIN_VALUE;

    private final String member;
    private final PartitionSettings settings;
    private final Coordination coordination;
    private final Time time;
    private final LoadLooks looks;
    private List<MemberRecord> present = List.of();
    /** How many are asked before this member; {@link #NOT_ABLE} if it is not asked at all. */
    private int rank = NOT_ABLE;

    private @Nullable Departed departed;
    /** The version of the assignment to which nothing is to be changed while the same members are present. */
    private long settled = NO_VERSION;

    private boolean waiting;
    private Since since = new Since(0, 0);

    /** Who is gone, of one assignment and those that are present; it is asked for each second. */
    private record Departed(long version, Set<String> ids) {}

    /** @param connected when the engine was reached again; both by the monotonic clock */
    private record Since(long connected, long changed) {}

    AssignmentProposals(String member, PartitionSettings settings, Coordination coordination, Time time) {
        this.member = member;
        this.settings = settings;
        this.coordination = coordination;
        this.time = time;
        this.looks = new LoadLooks(settings.rebalance(), time.nanoTime());
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
            present = members;
            rank = members.stream()
                    .filter(record -> !record.leaving())
                    .map(record -> record.member().id())
                    .toList()
                    .indexOf(member);
            departed = null;
            settled = NO_VERSION;
        }
    }

    List<MemberRecord> present() {
        return present;
    }

    /** Proposes what is due, if it is this member's turn; to be called again and again. */
    void consider(SlotAssignment current, long version) {
        if (waiting || rank == NOT_ABLE || calm() < 0) {
            return;
        }
        if (settled == version) {
            look(current, version);
            return;
        }
        Set<String> gone = departed(current, version);
        if (!isTurn(gone.isEmpty())) {
            return;
        }
        if (gone.isEmpty() && !AssignmentPlanner.isDue(situation(current, Map.of(), nothingKnown(current)))) {
            rest(current, version);
        } else {
            ask(current, version, gone.stream().limit(MOST_AT_ONCE).collect(toSet()));
        }
    }

    /** Nothing is to be changed, unless the engine has forgotten what was agreed. */
    private void rest(SlotAssignment current, long version) {
        if (version == Coordination.ABSENT && current.generation() > 0) {
            propose(version, Map.of(), AssignmentPlanner.again(situation(current, Map.of(), nothingKnown(current))));
        } else if (!current.isHandingOver(time.now())) {
            settled = version;
        }
    }

    /** Looks now and then whether loads are shared out evenly, if this member is the first that is asked. */
    private void look(SlotAssignment current, long version) {
        if (rank > 0) {
            looks.rest(time.nanoTime());
        }
        if (!looks.isDue(time.nanoTime())) {
            return;
        }
        waiting = true;
        coordination.read(LoadRecords.names(current), found -> {
            waiting = false;
            SlotCosts costs = LoadRecords.read(found, current.owners());
            if (looks.isEnough(costs)) {
                AssignmentPlanner.levelled(situation(current, Map.of(), costs.loads()))
                        .ifPresent(next -> propose(version, Map.of(), next));
            }
        });
    }

    /** Reads what slots cost, and how far those have come that are gone. */
    private void ask(SlotAssignment current, long version, Set<String> gone) {
        Set<String> names = LoadRecords.names(current);
        gone.forEach(id -> names.add(PROGRESS + id));
        if (names.isEmpty()) {
            takeOver(current, version, Map.of());
            return;
        }
        waiting = true;
        coordination.read(names, found -> {
            waiting = false;
            if (!found.isEmpty()) {
                takeOver(current, version, found);
            }
        });
    }

    private Set<String> departed(SlotAssignment current, long version) {
        Departed known = departed;
        if (known == null || known.version() != version) {
            Set<String> ids =
                    present.stream().map(record -> record.member().id()).collect(toSet());
            known = new Departed(version, AssignmentPlanner.departed(current, ids));
            departed = known;
        }
        return known.ids();
    }

    private boolean isTurn(boolean nobodyGone) {
        return nobodyGone
                ? calm() >= settings.settle().toNanos()
                : time.nanoTime() - since.connected() - patience()
                        >= settings.grace().toNanos();
    }

    /** How long nobody has come or gone, beyond what others are waited for. */
    private long calm() {
        return time.nanoTime() - since.changed() - patience();
    }

    private long patience() {
        return rank * settings.lead().toNanos();
    }

    /** Nobody who is gone may write progress any more once this is written: its version is a condition. */
    private void takeOver(SlotAssignment current, long version, Map<String, Stored> found) {
        Map<String, Long> progress = new HashMap<>();
        Map<String, Watermark> departed = new HashMap<>();
        found.forEach((name, stored) -> {
            if (name.startsWith(PROGRESS)) {
                progress.put(name, stored.version());
                departed.put(name.substring(PROGRESS.length()), watermark(stored));
            }
        });
        SlotLoads loads = LoadRecords.read(found, current.owners()).loads();
        AssignmentPlanner.plan(situation(current, departed, loads)).ifPresent(next -> propose(version, progress, next));
    }

    private static Watermark watermark(Stored stored) {
        try {
            return stored.version() == Coordination.ABSENT ? Watermark.NOTHING : WatermarkText.read(stored.text());
        } catch (MalformedRecordException e) {
            // As if it had done nothing: rather polled twice than not at all.
            return Watermark.NOTHING;
        }
    }

    private AssignmentPlanner.Situation situation(
            SlotAssignment current, Map<String, Watermark> departed, SlotLoads loads) {
        return new AssignmentPlanner.Situation(current, present, departed, loads, time.now(), settings.lead());
    }

    private static SlotLoads nothingKnown(SlotAssignment current) {
        return SlotLoads.uniform(current.owners().count());
    }

    private void propose(long version, Map<String, Long> progress, SlotAssignment next) {
        Map<String, Long> expected = new HashMap<>(progress);
        expected.put(ASSIGNMENT, version);
        waiting = true;
        coordination.commit(expected, Map.of(ASSIGNMENT, SlotAssignmentText.write(next)), outcome -> waiting = false);
    }
}
