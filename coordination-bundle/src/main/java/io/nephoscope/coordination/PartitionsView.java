package io.nephoscope.coordination;

import static java.util.stream.Collectors.toMap;

import io.nephoscope.api.runtime.dto.PartitionMemberDTO;
import io.nephoscope.api.runtime.dto.PartitionsDTO;
import io.nephoscope.api.runtime.dto.ResourceOwnerDTO;
import io.nephoscope.api.runtime.dto.SlotHandoverDTO;
import io.nephoscope.partition.Handover;
import io.nephoscope.partition.HashSlots;
import io.nephoscope.partition.Member;
import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.SlotCosts;
import io.nephoscope.partition.record.MemberRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is told of a member and its group. */
final class PartitionsView {

    private PartitionsView() {}

    /** All but where and among whom it is. */
    static PartitionsDTO of(MemberSnapshot member, MoveHistory history, Instant now) {
        SlotAssignment assignment = member.assignment();
        PartitionsDTO view = new PartitionsDTO();
        view.mode = "slots";
        view.connected = member.link().connected();
        view.connectedSince = member.link().since().toEpochMilli();
        view.problem = member.link().problem();
        view.member = member.id();
        view.generation = assignment.generation();
        view.agreedSince = assignment.generation() == 0 ? 0 : history.since().toEpochMilli();
        view.remembered = member.remembered();
        view.slots = assignment.owners().count();
        view.ownSlots = assignment.owners().slotsOf(member.id()).cardinality();
        view.leaving = member.own().leaving();
        view.handedOver = member.handedOver();
        view.unwritten = member.unwritten();
        view.members = members(member);
        view.pending = pending(assignment, now);
        view.moves = history.moves();
        return view;
    }

    /** What is told of what polling costs. */
    static void tell(SlotCosts costs, MemberSnapshot member, PartitionsDTO view) {
        for (PartitionMemberDTO each : view.members) {
            each.load = costs.of(member.assignment().owners(), each.id).orElse(-1);
        }
    }

    /** What is told of lists that one agent makes for all. */
    static void tell(EngineLists.Counts lists, PartitionsDTO view) {
        view.listsOnce = true;
        view.listsMade = lists.made();
        view.listsTaken = lists.taken();
        view.listsAlone = lists.alone();
    }

    private static List<PartitionMemberDTO> members(MemberSnapshot member) {
        Map<String, MemberRecord> present = member.present().stream()
                .collect(toMap(record -> record.member().id(), record -> record, (one, two) -> one));
        Map<String, Member> owners =
                member.assignment().owners().members().stream().collect(toMap(Member::id, owner -> owner));
        TreeSet<String> ids = new TreeSet<>(present.keySet());
        ids.addAll(owners.keySet());
        Map<String, Integer> slots = slots(member.assignment());
        List<PartitionMemberDTO> members = new ArrayList<>();
        for (String id : ids) {
            members.add(member(id, present.get(id), owners.get(id), slots.getOrDefault(id, 0)));
        }
        return members;
    }

    private static Map<String, Integer> slots(SlotAssignment assignment) {
        Map<String, Integer> slots = new HashMap<>();
        for (int slot = 0; slot < assignment.owners().count(); slot++) {
            assignment.owners().ownerOf(slot).ifPresent(owner -> slots.merge(owner, 1, Integer::sum));
        }
        return slots;
    }

    private static PartitionMemberDTO member(
            String id, @Nullable MemberRecord present, @Nullable Member owner, int slots) {
        PartitionMemberDTO member = new PartitionMemberDTO();
        member.id = id;
        member.slots = slots;
        if (present != null) {
            member.present = true;
            member.weight = present.member().weight();
            member.leaving = present.leaving();
            member.polling = present.polling();
        } else if (owner != null) {
            member.weight = owner.weight();
        }
        return member;
    }

    private static List<SlotHandoverDTO> pending(SlotAssignment assignment, Instant now) {
        Map<List<Object>, SlotHandoverDTO> pending = new HashMap<>();
        for (int slot = 0; slot < assignment.owners().count(); slot++) {
            Handover last = last(assignment, slot);
            if (last != null && last.isPending(now)) {
                String to = assignment.owners().ownerOf(slot).orElse("");
                long at = last.until().latest().toEpochMilli();
                pending.computeIfAbsent(List.of(last.from(), to, at), first -> handover(last.from(), to, at)).slots++;
            }
        }
        return pending.values().stream()
                .sorted(Comparator.<SlotHandoverDTO>comparingLong(each -> each.at)
                        .thenComparing(each -> each.from)
                        .thenComparing(each -> each.to))
                .toList();
    }

    private static @Nullable Handover last(SlotAssignment assignment, int slot) {
        int index = assignment.handoverIndex(slot);
        return index < 0 ? null : assignment.handovers().get(index);
    }

    private static SlotHandoverDTO handover(String from, String to, long at) {
        SlotHandoverDTO handover = new SlotHandoverDTO();
        handover.from = from;
        handover.to = to;
        handover.at = at;
        return handover;
    }

    /** Whose a resource is now, and after what is planned. */
    static ResourceOwnerDTO owner(MemberSnapshot member, String group, String resource, Instant now) {
        SlotAssignment assignment = member.assignment();
        ResourceOwnerDTO owner = new ResourceOwnerDTO();
        owner.group = group;
        owner.resource = resource;
        owner.slot = new HashSlots(assignment.owners().count()).slotOf(group, resource);
        owner.generation = assignment.generation();
        String last = assignment.owners().ownerOf(owner.slot).orElse("");
        Handover handover = last(assignment, owner.slot);
        if (handover != null && handover.isPending(now)) {
            // No series has this name, so it is that of the rest.
            owner.owner = assignment.ownerOf(owner.slot, "", now).orElse("");
            owner.next = last;
            owner.nextAt = handover.until().latest().toEpochMilli();
        } else {
            owner.owner = last;
        }
        owner.own = owner.owner.equals(member.id());
        return owner;
    }
}
