package io.nephoscope.partition;

import static java.util.stream.Collectors.toSet;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which member owns each hash slot. Immutable. */
public final class SlotOwners {

    static final int NOBODY = -1;

    private final List<Member> members;
    private final int[] owners;
    /** The slots that have an owner, by its place; those of place n end before {@code ends[n]}. */
    private final int[] byOwner;

    private final int[] ends;

    /** @param members sorted by id */
    private SlotOwners(List<Member> members, int[] owners) {
        this.members = members;
        this.owners = owners;
        this.ends = new int[members.size()];
        for (int owner : owners) {
            if (owner != NOBODY) {
                ends[owner]++;
            }
        }
        for (int place = 1; place < ends.length; place++) {
            ends[place] += ends[place - 1];
        }
        this.byOwner = new int[ends.length == 0 ? 0 : ends[ends.length - 1]];
        int[] left = ends.clone();
        for (int slot = 0; slot < owners.length; slot++) {
            if (owners[slot] != NOBODY) {
                byOwner[--left[owners[slot]]] = slot;
            }
        }
    }

    /** Nobody owns anything yet. */
    public static SlotOwners none(int slots) {
        int[] owners = new int[slots];
        Arrays.fill(owners, NOBODY);
        return new SlotOwners(List.of(), owners);
    }

    /**
     * Owners that were written down.
     *
     * @param members sorted by id, each id once
     * @param owners for each slot the owner's place among the members; -1 if it has none
     * @throws IllegalArgumentException if they do not fit together
     */
    public static SlotOwners of(List<Member> members, int... owners) {
        for (int i = 1; i < members.size(); i++) {
            if (members.get(i - 1).compareTo(members.get(i)) >= 0) {
                throw new IllegalArgumentException("Members are not sorted: "
                        + members.get(i - 1).id() + " before " + members.get(i).id());
            }
        }
        for (int owner : owners) {
            if (owner < NOBODY || owner >= members.size()) {
                throw new IllegalArgumentException("There is no member " + owner + " among " + members.size());
            }
        }
        return new SlotOwners(List.copyOf(members), owners.clone());
    }

    /** How many slots there are. */
    public int count() {
        return owners.length;
    }

    /** Sorted by id. */
    public List<Member> members() {
        return members;
    }

    /** The place of a slot's owner among the members; -1 if it has none. */
    public int ownerIndex(int slot) {
        return owners[slot];
    }

    public Optional<String> ownerOf(int slot) {
        return Optional.ofNullable(idOf(slot));
    }

    @Nullable
    String idOf(int slot) {
        return owners[slot] == NOBODY ? null : members.get(owners[slot]).id();
    }

    /** The slots of one member. */
    public BitSet slotsOf(String member) {
        BitSet slots = new BitSet(owners.length);
        int place = placeOf(member);
        if (place != NOBODY) {
            for (int i = place == 0 ? 0 : ends[place - 1]; i < ends[place]; i++) {
                slots.set(byOwner[i]);
            }
        }
        return slots;
    }

    private int placeOf(String member) {
        int low = 0;
        int high = members.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = members.get(middle).id().compareTo(member);
            if (order == 0) {
                return middle;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return NOBODY;
    }

    /** These owners, but for the slots that some members owned before and keep. */
    public SlotOwners keeping(Collection<Member> some, SlotOwners before) {
        if (some.isEmpty()) {
            return this;
        }
        Set<Member> all = new TreeSet<>(members);
        all.addAll(some);
        List<Member> sorted = List.copyOf(all);
        Map<String, Integer> places = new HashMap<>();
        sorted.forEach(member -> places.put(member.id(), places.size()));
        Set<String> kept = some.stream().map(Member::id).collect(toSet());
        int[] next = new int[owners.length];
        for (int slot = 0; slot < next.length; slot++) {
            String old = before.idOf(slot);
            String id = old != null && kept.contains(old) ? old : idOf(slot);
            next[slot] = id == null ? NOBODY : places.getOrDefault(id, NOBODY);
        }
        return new SlotOwners(sorted, next);
    }

    /** How many slots have another owner in other ones. */
    public int movesTo(SlotOwners others) {
        int moves = 0;
        for (int slot = 0; slot < owners.length; slot++) {
            String id = idOf(slot);
            moves += id == null || id.equals(others.idOf(slot)) ? 0 : 1;
        }
        return moves;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SlotOwners that && members.equals(that.members) && Arrays.equals(owners, that.owners);
    }

    @Override
    public int hashCode() {
        return 31 * members.hashCode() + Arrays.hashCode(owners);
    }

    @Override
    public String toString() {
        return owners.length + " slots of " + members;
    }
}
