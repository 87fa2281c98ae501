package io.nephoscope.partition;

import java.util.List;

/**
 * How evenly loads are shared out.
 *
 * @param fullest what the fullest member has beside what is due to it: 1.2 is a fifth too much
 * @param tolerance how much above 1 that may be before it is worth a move: what may come of measuring is no reason for one
 */
public record SlotBalance(double fullest, double tolerance) {

    /** Of many small slots nearly nothing is left to chance. */
    private static final double LEAST = 0.03;

    private static final double MOST = 0.1;

    /** Of what was measured of one slot: the standard deviation of anything up to a fifth more or less. */
    private static final double NOISE = 0.2 / Math.sqrt(3);

    /** A member whose load is off by three times the standard deviation is one of several hundred. */
    private static final double SURE = 3;

    /** What a slot of more than this part of a member's load does to it is not put right by others. */
    private static final double LARGE = 0.25;

    /** Of all slots that have an owner. */
    public static SlotBalance of(SlotOwners owners, SlotLoads loads) {
        List<Member> members = owners.members();
        if (members.isEmpty()) {
            return new SlotBalance(1, MOST);
        }
        long[] sums = new long[members.size()];
        long[] heaviest = new long[members.size()];
        for (int slot = 0; slot < owners.count(); slot++) {
            int owner = owners.ownerIndex(slot);
            if (owner != SlotOwners.NOBODY) {
                sums[owner] += loads.of(slot);
                heaviest[owner] = Math.max(heaviest[owner], loads.of(slot));
            }
        }
        int[] weights = members.stream().mapToInt(Member::weight).toArray();
        double[] dues = LoadDues.of((double) loads.total(), weights, heaviest);
        double fullest = 0;
        for (int i = 0; i < sums.length; i++) {
            fullest = Math.max(fullest, dues[i] > 0 ? sums[i] / dues[i] : 0);
        }
        return new SlotBalance(fullest, tolerance(members.size(), loads));
    }

    private static double tolerance(int members, SlotLoads loads) {
        double due = (double) loads.total() / members;
        double squares = 0;
        for (int slot = 0; slot < loads.count(); slot++) {
            double load = Math.min((double) loads.of(slot), LARGE * due);
            squares += load * load;
        }
        return Math.min(MOST, LEAST + SURE * NOISE * Math.sqrt(squares / members) / due);
    }

    /** Whether it is worth a move. */
    public boolean isUneven() {
        return fullest > 1 + tolerance;
    }
}
