package io.nephoscope.partition;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the members have agreed on: who owns each hash slot, from which due time on, and who did before. A slot has
 * exactly one owner at each due time of each series. Immutable.
 */
public final class SlotAssignment {

    private static final int NONE = -1;

    private final long generation;
    private final SlotOwners owners;
    private final List<Handover> handovers;
    private final int[] bySlot;
    private final Instant settledFrom;
    private final Set<String> unsettled;

    private SlotAssignment(long generation, SlotOwners owners, List<Handover> handovers, int[] bySlot) {
        this.generation = generation;
        this.owners = owners;
        this.handovers = handovers;
        this.bySlot = bySlot;
        this.settledFrom = allHandovers()
                .map(handover -> handover.until().latest())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        this.unsettled = allHandovers()
                .filter(handover -> !handover.settled())
                .map(Handover::from)
                .collect(toUnmodifiableSet());
    }

    /** Before the first agreement: generation 0, in which nobody owns anything. */
    public static SlotAssignment none(int slots) {
        return new SlotAssignment(0, SlotOwners.none(slots), List.of(), noHandovers(slots));
    }

    private static int[] noHandovers(int slots) {
        int[] none = new int[slots];
        Arrays.fill(none, NONE);
        return none;
    }

    /**
     * An agreement that was written down.
     *
     * @param bySlot for each slot the place of its hand-over among these; -1 if there is none
     * @throws IllegalArgumentException if they do not fit together
     */
    public static SlotAssignment of(long generation, SlotOwners owners, List<Handover> handovers, int... bySlot) {
        if (bySlot.length != owners.count()) {
            throw new IllegalArgumentException(owners.count() + " slots, but hand-overs of " + bySlot.length);
        }
        for (int handover : bySlot) {
            if (handover < NONE || handover >= handovers.size()) {
                throw new IllegalArgumentException("There is no hand-over " + handover + " among " + handovers.size());
            }
        }
        return new SlotAssignment(generation, owners, List.copyOf(handovers), bySlot.clone());
    }

    public long generation() {
        return generation;
    }

    /** Who owns what is due once all hand-overs are over. */
    public SlotOwners owners() {
        return owners;
    }

    /** The last of each slot, with those before it. */
    public List<Handover> handovers() {
        return handovers;
    }

    /** The place of a slot's last hand-over among those remembered; -1 if there is none. */
    public int handoverIndex(int slot) {
        return bySlot[slot];
    }

    /** The slots that a member owns at one due time of a series. */
    public BitSet slotsOf(String member, String series, Instant due) {
        BitSet slots = owners.slotsOf(member);
        if (due.isAfter(settledFrom)) {
            return slots;
        }
        List<@Nullable String> old = new ArrayList<>(handovers.size());
        handovers.forEach(handover -> old.add(handover.owner(series, due)));
        for (int slot = 0; slot < bySlot.length; slot++) {
            String owner = bySlot[slot] == NONE ? null : old.get(bySlot[slot]);
            if (owner != null) {
                slots.set(slot, owner.equals(member));
            }
        }
        return slots;
    }

    /** The owner of a slot at one due time of a series. */
    public Optional<String> ownerOf(int slot, String series, Instant due) {
        String old = bySlot[slot] == NONE ? null : handovers.get(bySlot[slot]).owner(series, due);
        return old == null ? owners.ownerOf(slot) : Optional.of(old);
    }

    /** All that are remembered, one for each slot that they are remembered for or more. */
    public Stream<Handover> allHandovers() {
        return handovers.stream().flatMap(Handover::all);
    }

    /** Whether some slot is yet to be handed over at a time that was planned. */
    public boolean isHandingOver(Instant now) {
        return settledFrom.isAfter(now);
    }

    /** Whether all that is due then is the owners', whatever was handed over before. */
    public boolean isSettled(Instant due) {
        return due.isAfter(settledFrom);
    }

    /** Old owners of which nobody knows how much they have done: they are still about it, or were when this was written. */
    public Set<String> unsettled() {
        return unsettled;
    }

    /**
     * How owners change.
     *
     * @param departed the watermarks of owners that are gone: what was due later is their successors'
     * @param planned from when on slots of owners that are still there are their successors'
     * @param forget hand-overs that were over by then are forgotten
     */
    public record Change(Map<String, Watermark> departed, Instant planned, Instant forget) {

        public Change {
            departed = Map.copyOf(departed);
        }
    }

    /** The next generation. What its owners are to be is given; from when on they are it, follows. */
    public SlotAssignment next(SlotOwners wanted, Change change) {
        Map<Handover, Integer> places = new HashMap<>();
        List<Handover> remembered = new ArrayList<>();
        int[] next = noHandovers(bySlot.length);
        for (int slot = 0; slot < next.length; slot++) {
            Handover handover = handover(slot, wanted, change);
            Handover kept = handover == null ? null : handover.since(change.forget(), Handover.MAX_DEPTH);
            if (kept != null) {
                next[slot] = places.computeIfAbsent(kept, added -> {
                    remembered.add(added);
                    return remembered.size() - 1;
                });
            }
        }
        return new SlotAssignment(generation + 1, wanted, List.copyOf(remembered), next);
    }

    private @Nullable Handover handover(int slot, SlotOwners wanted, Change change) {
        Handover last =
                bySlot[slot] == NONE ? null : handovers.get(bySlot[slot]).cut(change.departed());
        String owner = owners.idOf(slot);
        if (owner == null || owner.equals(wanted.idOf(slot))) {
            return last;
        }
        Watermark done = change.departed().get(owner);
        Watermark until = done == null ? Watermark.of(change.planned()) : done;
        // It never ends before it begins, also of an owner that is gone before it came to own the slot.
        return new Handover(owner, last == null ? until : last.until().max(until), done != null, last);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SlotAssignment that
                && generation == that.generation
                && owners.equals(that.owners)
                && handovers.equals(that.handovers)
                && Arrays.equals(bySlot, that.bySlot);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(generation) * 31 + owners.hashCode();
    }

    @Override
    public String toString() {
        return "generation " + generation + ": " + owners;
    }
}
