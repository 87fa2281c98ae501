package io.nephoscope.partition.coordination;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import io.nephoscope.partition.Member;
import io.nephoscope.partition.SlotAssigner;
import io.nephoscope.partition.SlotAssigner.Limits;
import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.SlotLoads;
import io.nephoscope.partition.SlotOwners;
import io.nephoscope.partition.Watermark;
import io.nephoscope.partition.record.MemberRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the next assignment is to be: a pure function of what a member sees. */
final class AssignmentPlanner {

    /** Longer than any interval that is worth a hand-over. */
    private static final Duration REMEMBERED = Duration.ofHours(2);

    private AssignmentPlanner() {}

    /**
     * Those that are not there any more, though slots are theirs, or were until a hand-over of which nobody knows yet
     * how much they have done.
     */
    static Set<String> departed(SlotAssignment current, Set<String> present) {
        Set<String> departed = owners(current);
        departed.addAll(current.unsettled());
        departed.removeAll(present);
        return departed;
    }

    private static Set<String> owners(SlotAssignment current) {
        return current.owners().members().stream().map(Member::id).collect(toCollection(TreeSet::new));
    }

    /**
     * What a member sees.
     *
     * @param departed how far those have come that are gone, or some of them: the others are taken over later
     */
    record Situation(
            SlotAssignment current,
            Collection<MemberRecord> present,
            Map<String, Watermark> departed,
            Instant now,
            Duration lead) {}

    /**
     * The assignment that is due, if it is another than the current one.
     *
     * <p>While hand-overs are planned that have not happened, only what was left by members that are gone is shared
     * out: a slot is handed over once at a time. Those that leave keep theirs until all of it is over.
     */
    static Optional<SlotAssignment> plan(Situation situation) {
        SlotAssignment current = situation.current();
        boolean busy = current.isHandingOver(situation.now());
        Collection<Member> remaining = remaining(situation);
        boolean orphansAlone = busy || !remaining.isEmpty();
        Set<String> owners = owners(current);
        Collection<Member> members = situation.present().stream()
                .filter(member -> busy ? owners.contains(member.member().id()) : !member.leaving())
                .map(MemberRecord::member)
                .toList();
        if (members.isEmpty() || (orphansAlone && situation.departed().isEmpty())) {
            return Optional.empty();
        }
        SlotOwners wanted = SlotAssigner.assign(
                        current.owners(),
                        members,
                        SlotLoads.uniform(current.owners().count()),
                        orphansAlone ? Limits.ORPHANS_ALONE : Limits.NONE)
                .keeping(remaining, current.owners());
        if (wanted.equals(current.owners()) && situation.departed().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(next(situation, wanted));
    }

    /** The same owners once more, because the engine has forgotten them. */
    static SlotAssignment again(Situation situation) {
        return next(situation, situation.current().owners());
    }

    private static SlotAssignment next(Situation situation, SlotOwners wanted) {
        Instant planned = situation.now().plus(situation.lead());
        Instant forget = situation.now().minus(REMEMBERED);
        return situation.current().next(wanted, new SlotAssignment.Change(situation.departed(), planned, forget));
    }

    /** Owners that are gone, and are not to be taken over from in this step: nobody knows how far they have come. */
    private static Collection<Member> remaining(Situation situation) {
        Set<String> present =
                situation.present().stream().map(record -> record.member().id()).collect(toSet());
        return situation.current().owners().members().stream()
                .filter(member ->
                        !present.contains(member.id()) && !situation.departed().containsKey(member.id()))
                .toList();
    }
}
