package io.nephoscope.partition;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which member owns each hash slot. Immutable. */
public final class SlotOwners {

    static final int NOBODY = -1;

    private final List<Member> members;
    private final int[] owners;

    /** @param members sorted by id */
    private SlotOwners(List<Member> members, int[] owners) {
        this.members = members;
        this.owners = owners;
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
        for (int slot = 0; slot < owners.length; slot++) {
            slots.set(slot, member.equals(idOf(slot)));
        }
        return slots;
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
