package io.nephoscope.partition;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What the polling of hash slots costs, as far as somebody has measured it. Immutable. */
public final class SlotCosts {

    private final Instant at;
    private final double[] costs;

    private SlotCosts(Instant at, double... costs) {
        this.at = at;
        this.costs = costs;
    }

    /**
     * Costs as they were measured.
     *
     * @param at when
     * @param costs of each slot, in seconds of polling per second; NaN where it is not known
     */
    public static SlotCosts of(Instant at, double... costs) {
        return new SlotCosts(at, costs.clone());
    }

    /** Nobody has measured anything. */
    public static SlotCosts unknown(int slots) {
        double[] costs = new double[slots];
        Arrays.fill(costs, Double.NaN);
        return new SlotCosts(Instant.EPOCH, costs);
    }

    /**
     * What several have measured. Of a slot it counts what its owner has; before that has measured it, whoever measured it
     * last.
     *
     * @param byMember what each has; of another number of slots than there are owners it is passed over
     */
    public static SlotCosts combined(Map<String, SlotCosts> byMember, SlotOwners owners) {
        Map<String, SlotCosts> usable = new HashMap<>(byMember);
        usable.values().removeIf(costs -> costs.count() != owners.count());
        SlotCosts all = unknown(owners.count());
        Instant latest = Instant.EPOCH;
        for (SlotCosts each : sorted(usable.values())) {
            latest = each.at;
            for (int slot = 0; slot < all.costs.length; slot++) {
                all.costs[slot] = each.isKnown(slot) ? each.costs[slot] : all.costs[slot];
            }
        }
        for (int slot = 0; slot < all.costs.length; slot++) {
            SlotCosts own = usable.get(owners.ownerOf(slot).orElse(""));
            if (own != null && own.isKnown(slot)) {
                all.costs[slot] = own.costs[slot];
            }
        }
        return new SlotCosts(latest, all.costs);
    }

    /** The earliest first; of one time always in the same order. */
    private static Collection<SlotCosts> sorted(Collection<SlotCosts> some) {
        return some.stream()
                .sorted((one, two) ->
                        one.at.equals(two.at) ? Arrays.compare(one.costs, two.costs) : one.at.compareTo(two.at))
                .toList();
    }

    /** When it was measured. */
    public Instant at() {
        return at;
    }

    public int count() {
        return costs.length;
    }

    public boolean isKnown(int slot) {
        return !Double.isNaN(costs[slot]);
    }

    /** In seconds of polling per second; NaN if it is not known. */
    public double of(int slot) {
        return costs[slot];
    }

    /** Whether anything is known. */
    public boolean isAnyKnown() {
        return knownPart() > 0;
    }

    /** Of how many of all slots it is known. */
    public double knownPart() {
        return Arrays.stream(costs).filter(cost -> !Double.isNaN(cost)).count() / (double) costs.length;
    }

    /** What is known of all that a member owns; empty if nothing is. */
    public OptionalDouble of(SlotOwners owners, String member) {
        if (owners.count() != costs.length) {
            return OptionalDouble.empty();
        }
        double[] known = owners.slotsOf(member).stream()
                .mapToDouble(slot -> costs[slot])
                .filter(cost -> !Double.isNaN(cost))
                .toArray();
        return known.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Arrays.stream(known).sum());
    }

    /** By which slots are shared out. */
    public SlotLoads loads() {
        return SlotLoads.ofKnown(costs);
    }

    /** Whether other costs differ from these by more than a part of their sum, or are known of other slots. */
    public boolean differsFrom(SlotCosts others, double part) {
        if (others.costs.length != costs.length) {
            return true;
        }
        double sum = 0;
        double apart = 0;
        for (int slot = 0; slot < costs.length; slot++) {
            if (isKnown(slot) != others.isKnown(slot)) {
                return true;
            }
            sum += isKnown(slot) ? costs[slot] : 0;
            apart += isKnown(slot) ? Math.abs(costs[slot] - others.costs[slot]) : 0;
        }
        return apart > part * sum;
    }
}
