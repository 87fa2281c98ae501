package io.nephoscope.partition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Shares slots out: evenly by load and weight, and with as few moves as that takes. A pure function: whoever computes
 * it with the same values gets the same owners, so it does not matter which agent does.
 *
 * <p>Slots whose owner is gone go to those that have least of what is due to them, the costly first. Then slots move
 * from whoever has most above what is due to whoever lacks most, one by one, as long as that makes it more even.
 */
public final class SlotAssigner {

    /** What rounding makes of two equal numbers must not send a slot to and fro for ever. */
    private static final double LESS = 1 - 1e-9;

    private final SlotLoads loads;
    private final double slack;
    private final List<Portion> portions = new ArrayList<>();
    private final TreeSet<Portion> bySurplus =
            new TreeSet<>(Comparator.comparingDouble(Portion::surplus).thenComparingInt(portion -> portion.index));
    private final int[] owners;
    private int movesLeft;

    /**
     * How far it goes.
     *
     * @param slack the part of what is due to a member that it may lack or have above it; 0 for as even as possible
     * @param moves how many slots may go from one member that stays to another; those whose owner is gone do not count
     */
    public record Limits(double slack, int moves) {

        /** As even as possible. */
        public static final Limits NONE = new Limits(0, Integer.MAX_VALUE);

        /** No slot is taken from a member that stays. */
        public static final Limits ORPHANS_ALONE = new Limits(0, 0);
    }

    /** What one member has. Its place in the sorted set depends on its load: take it out before changing that. */
    private final class Portion {

        private final int index;
        private final double due;
        private final TreeSet<Integer> slots = new TreeSet<>(byLoad());
        private long load;

        Portion(int index, double due) {
            this.index = index;
            this.due = due;
        }

        double surplus() {
            return load - due;
        }

        void add(int slot) {
            slots.add(slot);
            load += loads.of(slot);
            owners[slot] = index;
        }

        void remove(int slot) {
            slots.remove(slot);
            load -= loads.of(slot);
        }
    }

    private SlotAssigner(SlotOwners before, List<Member> members, SlotLoads loads, Limits limits) {
        this.loads = loads;
        this.slack = limits.slack();
        this.movesLeft = limits.moves();
        this.owners = new int[before.count()];
        long weights = members.stream().mapToLong(Member::weight).sum();
        for (int i = 0; i < members.size(); i++) {
            portions.add(new Portion(i, (double) loads.total() * members.get(i).weight() / weights));
        }
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
        assigner.placeOrphans(assigner.keep(before, sorted));
        assigner.level();
        return SlotOwners.of(sorted, assigner.owners);
    }

    /** The least first; among equals as good as at random, so that no member gets all neighbours. */
    private Comparator<Integer> byLoad() {
        return Comparator.<Integer>comparingLong(loads::of)
                .thenComparingLong(SlotAssigner::scatter)
                .thenComparingInt(slot -> slot);
    }

    private static long scatter(int slot) {
        return HashSlots.mix(slot + 1L);
    }

    /** Leaves to each member what it has, and returns what has no owner. */
    private NavigableSet<Integer> keep(SlotOwners before, List<Member> members) {
        Map<String, Portion> byId = new HashMap<>();
        portions.forEach(portion -> byId.put(members.get(portion.index).id(), portion));
        NavigableSet<Integer> orphans = new TreeSet<>(byLoad());
        for (int slot = 0; slot < owners.length; slot++) {
            String id = before.idOf(slot);
            Portion owner = id == null ? null : byId.get(id);
            if (owner == null) {
                orphans.add(slot);
            } else {
                owner.add(slot);
            }
        }
        bySurplus.addAll(portions);
        return orphans;
    }

    private void placeOrphans(NavigableSet<Integer> orphans) {
        for (int slot : orphans.descendingSet()) {
            Portion neediest = bySurplus.first();
            bySurplus.remove(neediest);
            neediest.add(slot);
            bySurplus.add(neediest);
        }
    }

    private void level() {
        while (movesLeft > 0 && moveOne()) {
            movesLeft--;
        }
    }

    private boolean moveOne() {
        Portion giver = bySurplus.last();
        Portion taker = bySurplus.first();
        if (giver.surplus() <= slack * giver.due && -taker.surplus() <= slack * taker.due) {
            return false;
        }
        Integer slot = fitting(giver, taker);
        if (slot == null) {
            return false;
        }
        bySurplus.remove(giver);
        bySurplus.remove(taker);
        giver.remove(slot);
        taker.add(slot);
        bySurplus.add(giver);
        bySurplus.add(taker);
        return true;
    }

    /**
     * The largest slot that leaves both on their side of what is due to them; else the smallest, if the two are more
     * even with it than without. Null if there is none.
     */
    private @Nullable Integer fitting(Portion giver, Portion taker) {
        double room = Math.min(giver.surplus(), -taker.surplus());
        Integer fit = null;
        for (Integer slot : giver.slots.descendingSet()) {
            if (loads.of(slot) <= room) {
                return slot;
            }
            fit = slot;
        }
        return fit != null && loads.of(fit) < (giver.surplus() - taker.surplus()) * LESS ? fit : null;
    }
}
