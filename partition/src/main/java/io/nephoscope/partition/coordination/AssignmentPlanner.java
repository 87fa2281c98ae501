package io.nephoscope.partition.coordination;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import io.nephoscope.partition.Member;
import io.nephoscope.partition.SlotAssigner;
import io.nephoscope.partition.SlotAssigner.Limits;
import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.SlotBalance;
import io.nephoscope.partition.SlotLoads;
import io.nephoscope.partition.SlotOwners;
import io.nephoscope.partition.Watermark;
import io.nephoscope.partition.record.MemberRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the next assignment is to be: a pure function of what a member sees. */
final class AssignmentPlanner {

    /** Longer than any interval that is worth a hand-over. */
    private static final Duration REMEMBERED = Duration.ofHours(2);

    /** Nobody is given more by others that stay: who has much that costs next to nothing may only be failing at it. */
    private static final double MOST_SLOTS = 1.5;

    /** How far it goes once it has to. */
    private static final double LEVEL = 0.01;

    private static final double LEAST_GAIN = 0.02;

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
     * @param loads what slots cost, as far as it is known
     */
    record Situation(
            SlotAssignment current,
            Collection<MemberRecord> present,
            Map<String, Watermark> departed,
            SlotLoads loads,
            Instant now,
            Duration lead) {

        boolean isBusy() {
            return current.isHandingOver(now);
        }

        /** Those that may own something. */
        List<Member> members() {
            boolean busy = isBusy();
            Set<String> owners = owners(current);
            return present.stream()
                    .filter(member -> busy ? owners.contains(member.member().id()) : !member.leaving())
                    .map(MemberRecord::member)
                    .sorted()
                    .toList();
        }
    }

    /** Whether others are to own something than do, and can. What they are to own depends on loads; this does not. */
    static boolean isDue(Situation situation) {
        List<Member> members = situation.members();
        if (members.isEmpty() || !situation.departed().isEmpty()) {
            return !members.isEmpty();
        }
        return !situation.isBusy()
                && remaining(situation).isEmpty()
                && !members.equals(situation.current().owners().members());
    }

    /**
     * The assignment that is due, if it is another than the current one.
     *
     * <p>While hand-overs are planned that have not happened, only what was left by members that are gone is shared
     * out: a slot is handed over once at a time. Those that leave keep theirs until all of it is over.
     */
    static Optional<SlotAssignment> plan(Situation situation) {
        if (!isDue(situation)) {
            return Optional.empty();
        }
        SlotAssignment current = situation.current();
        Collection<Member> remaining = remaining(situation);
        Limits limits = situation.isBusy() || !remaining.isEmpty() ? Limits.ORPHANS_ALONE : limits(situation);
        SlotOwners wanted = SlotAssigner.assign(current.owners(), situation.members(), situation.loads(), limits)
                .keeping(remaining, current.owners());
        return Optional.of(next(situation, wanted));
    }

    /** Of members that stay none gives anything to another because of what may come of measuring. */
    private static Limits limits(Situation situation) {
        return situation.loads().isMeasured()
                ? new Limits(balance(situation).tolerance(), Integer.MAX_VALUE, MOST_SLOTS)
                : Limits.NONE;
    }

    private static SlotBalance balance(Situation situation) {
        return SlotBalance.of(situation.current().owners(), situation.loads());
    }

    /**
     * The assignment by which members that are all there share loads evenly, if they do not and can. It is not asked for
     * while anything else is due.
     */
    static Optional<SlotAssignment> levelled(Situation situation) {
        SlotOwners owners = situation.current().owners();
        boolean isQuiet = !situation.isBusy()
                && situation.members().equals(owners.members())
                && departed(situation.current(), ids(situation)).isEmpty();
        if (!isQuiet || !situation.loads().isMeasured() || !balance(situation).isUneven()) {
            return Optional.empty();
        }
        Limits limits = new Limits(LEVEL, Integer.MAX_VALUE, MOST_SLOTS);
        SlotOwners wanted = SlotAssigner.assign(owners, owners.members(), situation.loads(), limits);
        double gain = balance(situation).fullest()
                - SlotBalance.of(wanted, situation.loads()).fullest();
        return gain < LEAST_GAIN ? Optional.empty() : Optional.of(next(situation, wanted));
    }

    private static Set<String> ids(Situation situation) {
        return situation.present().stream().map(record -> record.member().id()).collect(toSet());
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
        Set<String> present = ids(situation);
        return situation.current().owners().members().stream()
                .filter(member ->
                        !present.contains(member.id()) && !situation.departed().containsKey(member.id()))
                .toList();
    }
}
