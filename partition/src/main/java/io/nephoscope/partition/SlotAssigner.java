package io.nephoscope.partition;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shares slots out: evenly by load and weight, and with as few moves as that takes. A pure function: whoever computes
 * it with the same values gets the same owners, so it does not matter which agent does.
 *
 * <p>Slots whose owner is gone go to those that have least of what is due to them, the costly first. Then slots move
 * from whoever has most above what is due to whoever lacks most, one by one, as long as that makes it more even. Slots that
 * cost next to nothing are shared out for themselves, by number.
 */
public final class SlotAssigner {

    private final SlotLoads loads;
    private final Limits limits;
    private final SlotLevelling.Places places;
    private final BitSet newcomers = new BitSet();
    private final int[] owners;

    /**
     * How far it goes.
     *
     * @param slack the part of what is due to a member that it may lack or have above it, unless it had nothing before; 0
     *     for as even as possible
     * @param moves how many slots may go from one member that stays to another; those whose owner is gone do not count
     * @param most how many times the mean number of slots a member may be given by one that stays
     */
    public record Limits(double slack, int moves, double most) {

        /** As even as possible. */
        public static final Limits NONE = new Limits(0, Integer.MAX_VALUE);

        /** No slot is taken from a member that stays. */
        public static final Limits ORPHANS_ALONE = new Limits(0, 0);

        /** However many slots it takes. */
        public Limits(double slack, int moves) {
            this(slack, moves, Double.MAX_VALUE);
        }
    }

    private SlotAssigner(SlotOwners old, List<Member> members, SlotLoads loads, Limits limits) {
        this.loads = loads;
        this.limits = limits;
        this.owners = new int[old.count()];
        int[] weights = members.stream().mapToInt(Member::weight).toArray();
        int[] before = new int[old.count()];
        Map<String, Integer> byId = new HashMap<>();
        members.forEach(member -> byId.put(member.id(), byId.size()));
        newcomers.set(0, members.size());
        for (int slot = 0; slot < before.length; slot++) {
            String id = old.idOf(slot);
            before[slot] = id == null ? SlotOwners.NOBODY : byId.getOrDefault(id, SlotOwners.NOBODY);
            if (before[slot] != SlotOwners.NOBODY) {
                newcomers.clear(before[slot]);
            }
        }
        this.places = new SlotLevelling.Places(weights, before, owners);
    }

    /**
     * Shares all slots out among members.
     *
     * @param before who has owned them until now
     * @param members those that are to own them; without any, nobody does
     * @param loads of as many slots as there are owners
     */
    public static SlotOwners assign(SlotOwners before, Collection<Member> members, SlotLoads loads, Limits limits) {
        if (before.count() != loads.count()) {
            throw new IllegalArgumentException(
                    "There are loads of " + loads.count() + " slots and owners of " + before.count());
        }
        if (members.isEmpty()) {
            return SlotOwners.none(before.count());
        }
        List<Member> sorted = members.stream().sorted().toList();
        SlotAssigner assigner = new SlotAssigner(before, sorted, loads, limits);
        assigner.run();
        return SlotOwners.of(sorted, assigner.owners);
    }

    private void run() {
        BitSet light = new BitSet(owners.length);
        for (int slot = 0; slot < owners.length; slot++) {
            light.set(slot, loads.isLight(slot));
        }
        int movesLeft = limits.moves();
        if (!light.isEmpty()) {
            SlotLevelling byNumber = new SlotLevelling(places, slot -> 1, allowances(true));
            movesLeft = byNumber.level(light, movesLeft);
        }
        SlotLevelling byLoad = new SlotLevelling(places, loads::of, allowances(false));
        light.stream().forEach(slot -> byLoad.add(owners[slot], loads.of(slot)));
        BitSet others = (BitSet) light.clone();
        others.flip(0, owners.length);
        int unused = byLoad.level(others, movesLeft);
    }

    private SlotLevelling.Allowances allowances(boolean byNumber) {
        return new SlotLevelling.Allowances(limits.slack(), byNumber, newcomers, limits.most());
    }
}
