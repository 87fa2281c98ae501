package io.nephoscope.partition;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** Shares some slots out among members that may have others already. Of one use. */
final class SlotLevelling {

    /** What rounding makes of two equal numbers must not send a slot to and fro for ever. */
    private static final double LESS = 1 - 1e-9;

    /** How often dues are looked at again because a slot that costs more than is due to anybody has moved. */
    private static final int ROUNDS = 4;

    /** Of slots that count by number, members that stay may differ by so much: to move them is of no use at once. */
    private static final double NUMBER_SLACK = 0.25;

    private static final int FEW = 4;

    private final Places places;
    private final IntToLongFunction loads;
    private final Allowances allowances;
    private final List<Portion> portions = new ArrayList<>();
    private final TreeSet<Portion> bySurplus =
            new TreeSet<>(Comparator.comparingDouble(Portion::surplus).thenComparingInt(portion -> portion.index));

    /** Who owned slots, and where it is written who owns them. */
    static final class Places {

        private final int[] weights;
        private final int[] before;
        private final int[] owners;

        /**
         * Of some members.
         *
         * @param before the places of owners among the members; -1 where there is none
         * @param owners where the new ones are written
         */
        Places(int[] weights, int[] before, int[] owners) {
            this.weights = weights;
            this.before = before;
            this.owners = owners;
        }
    }

    /**
     * How uneven it may stay.
     *
     * @param byNumber whether slots count by number
     * @param newcomers members that had nothing: what is due to them is not left to others
     * @param most how many times the mean number of slots a member may be given
     */
    record Allowances(double slack, boolean byNumber, BitSet newcomers, double most) {

        double of(int member, double due) {
            if (slack == 0 || newcomers.get(member)) {
                return 0;
            }
            return byNumber ? Math.max(NUMBER_SLACK * due, FEW) : slack * due;
        }
    }

    /** What one member has. Its place in the sorted set depends on its load: take it out before changing that. */
    private final class Portion {

        private final int index;
        private final TreeSet<Integer> slots = new TreeSet<>(byLoad());
        private double due;
        private long load;
        private int others;
        private double room = Double.MAX_VALUE;

        Portion(int index) {
            this.index = index;
        }

        double surplus() {
            return load - due;
        }

        boolean lacks() {
            return -surplus() > allowances.of(index, due);
        }

        boolean exceeds() {
            return surplus() > allowances.of(index, due);
        }

        boolean hasRoom() {
            return slots.size() + others < room;
        }

        void add(int slot) {
            slots.add(slot);
            load += loads.applyAsLong(slot);
            places.owners[slot] = index;
        }

        void remove(int slot) {
            slots.remove(slot);
            load -= loads.applyAsLong(slot);
        }
    }

    SlotLevelling(Places places, IntToLongFunction loads, Allowances allowances) {
        this.places = places;
        this.loads = loads;
        this.allowances = allowances;
        for (int i = 0; i < places.weights.length; i++) {
            portions.add(new Portion(i));
        }
    }

    /** Of a slot that a member has and keeps. */
    void add(int member, long load) {
        Portion portion = portions.get(member);
        portion.load += load;
        portion.others++;
    }

    /**
     * Writes the owners of some slots.
     *
     * @param moves how many slots may go from one member to another
     * @return how many may still
     */
    int level(BitSet slots, int moves) {
        NavigableSet<Integer> orphans = keep(slots);
        long total = portions.stream().mapToLong(portion -> portion.load).sum()
                + orphans.stream().mapToLong(loads::applyAsLong).sum();
        long[] none = new long[portions.size()];
        setDues(LoadDues.of((double) total, places.weights, none));
        setRooms(orphans.size());
        place(orphans);
        int left = moves;
        for (int round = 0; round < ROUNDS && left > 0; round++) {
            setDues(LoadDues.of((double) total, places.weights, heaviest()));
            int before = left;
            while (left > 0 && moveOne()) {
                left--;
            }
            if (left == before) {
                break;
            }
        }
        return left;
    }

    /** The least first; among equals as good as at random, so that no member gets all neighbours. */
    private Comparator<Integer> byLoad() {
        return Comparator.<Integer>comparingLong(loads::applyAsLong)
                .thenComparingLong(SlotLevelling::scatter)
                .thenComparingInt(slot -> slot);
    }

    private static long scatter(int slot) {
        return HashSlots.mix(slot + 1L);
    }

    /** Leaves to each member what it has, and returns what has no owner. */
    private NavigableSet<Integer> keep(BitSet slots) {
        NavigableSet<Integer> orphans = new TreeSet<>(byLoad());
        slots.stream().forEach(slot -> {
            int owner = places.before[slot];
            if (owner == SlotOwners.NOBODY) {
                orphans.add(slot);
            } else {
                portions.get(owner).add(slot);
            }
        });
        return orphans;
    }

    private void setDues(double... dues) {
        bySurplus.clear();
        portions.forEach(portion -> portion.due = dues[portion.index]);
        bySurplus.addAll(portions);
    }

    private void setRooms(int orphans) {
        double mean = orphans;
        double weights = 0;
        for (Portion portion : portions) {
            mean += portion.slots.size() + portion.others;
            weights += places.weights[portion.index];
        }
        for (Portion portion : portions) {
            double due = mean / weights * places.weights[portion.index];
            portion.room = Math.max(allowances.most() * due, due + FEW);
        }
    }

    private void place(NavigableSet<Integer> orphans) {
        for (int slot : orphans.descendingSet()) {
            Portion neediest = bySurplus.first();
            bySurplus.remove(neediest);
            neediest.add(slot);
            bySurplus.add(neediest);
        }
    }

    private long[] heaviest() {
        return portions.stream()
                .mapToLong(portion -> portion.slots.isEmpty() ? 0 : loads.applyAsLong(portion.slots.last()))
                .toArray();
    }

    /** Of those that lack anything, the neediest is served by whoever has most and can give something. */
    private boolean moveOne() {
        Portion taker = taker();
        if (taker == null) {
            return false;
        }
        for (Portion giver : bySurplus.descendingSet()) {
            if (giver == taker || !(giver.exceeds() || taker.lacks())) {
                return false;
            }
            Integer slot = fitting(giver, taker);
            if (slot != null) {
                move(slot, giver, taker);
                return true;
            }
        }
        return false;
    }

    private @Nullable Portion taker() {
        for (Portion portion : bySurplus) {
            if (portion.hasRoom()) {
                return portion;
            }
        }
        return null;
    }

    private void move(Integer slot, Portion giver, Portion taker) {
        bySurplus.remove(giver);
        bySurplus.remove(taker);
        giver.remove(slot);
        taker.add(slot);
        bySurplus.add(giver);
        bySurplus.add(taker);
    }

    /**
     * The largest slot that leaves both on their side of what is due to them; else the largest that leaves the giver the
     * one with more; else the smallest, if the two are more even with it than without. Null if there is none.
     */
    private @Nullable Integer fitting(Portion giver, Portion taker) {
        double room = Math.min(giver.surplus(), -taker.surplus());
        double apart = giver.surplus() - taker.surplus();
        Integer fit = null;
        for (Integer slot : giver.slots.descendingSet()) {
            long load = loads.applyAsLong(slot);
            if (load <= room) {
                return slot;
            }
            if (fit == null || 2 * loads.applyAsLong(fit) > apart || load == loads.applyAsLong(fit)) {
                fit = slot;
            }
        }
        return fit != null && loads.applyAsLong(fit) < apart * LESS ? fit : null;
    }
}
