package io.nephoscope.partition.record;

import io.nephoscope.partition.HashSlots;
import io.nephoscope.partition.SlotCosts;
import java.util.Base64;
import java.util.zip.DataFormatException;

/**
 * What a member has measured, as it writes it down for whoever shares slots out: a byte for each slot, deflated and in
 * base 64. 0 is what it has not measured, 1 is nothing, and 255 the costliest slot; each one below is a twentieth less.
 */
public final class SlotCostsText {

    private static final String KIND = "loads";
    private static final int VERSION = 1;
    private static final String AT = "at";
    private static final String SLOTS = "slots";
    private static final String COSTLIEST = "costliest";
    private static final String COSTS = "costs";
    private static final double STEP = Math.log(1.05);
    private static final int UNKNOWN = 0;
    private static final int NOTHING = 1;
    private static final int MOST = 255;
    private static final double PER_SECOND = 1e9;

    private SlotCostsText() {}

    /** The record of what was measured. */
    public static String write(SlotCosts costs) {
        double costliest = 0;
        for (int slot = 0; slot < costs.count(); slot++) {
            costliest = Math.max(costliest, costs.isKnown(slot) ? costs.of(slot) : 0);
        }
        byte[] levels = new byte[costs.count()];
        for (int slot = 0; slot < levels.length; slot++) {
            levels[slot] = (byte) (costs.isKnown(slot) ? level(costs.of(slot), costliest) : UNKNOWN);
        }
        RecordText text = RecordText.of(KIND, VERSION);
        text.add(AT, costs.at().toString());
        text.add(SLOTS, String.valueOf(levels.length));
        text.add(COSTLIEST, String.valueOf(Math.round(costliest * PER_SECOND)));
        text.add(COSTS, Base64.getEncoder().withoutPadding().encodeToString(Deflated.of(levels)));
        return text.toString();
    }

    private static int level(double cost, double costliest) {
        if (cost <= 0) {
            return NOTHING;
        }
        return (int) Math.max(NOTHING + 1L, MOST + Math.round(StrictMath.log(cost / costliest) / STEP));
    }

    /** In seconds of polling per second; the sum of what was measured is off by a hundredth or less. */
    public static SlotCosts read(String record) throws MalformedRecordException {
        RecordText text = RecordText.parse(KIND, VERSION, record);
        try {
            int slots = new HashSlots((int) text.number(SLOTS)).count();
            double costliest = text.number(COSTLIEST) / PER_SECOND;
            byte[] levels = Deflated.inflate(Base64.getDecoder().decode(text.word(COSTS)), slots);
            if (levels.length != slots || costliest < 0) {
                throw new MalformedRecordException("loads: they are not of " + slots + " slots");
            }
            double[] costs = new double[slots];
            for (int slot = 0; slot < slots; slot++) {
                costs[slot] = cost(levels[slot] & 0xff, costliest);
            }
            return SlotCosts.of(text.time(text.word(AT)), costs);
        } catch (IllegalArgumentException | DataFormatException e) {
            throw new MalformedRecordException("loads: " + e.getMessage());
        }
    }

    private static double cost(int level, double costliest) {
        return switch (level) {
            case UNKNOWN -> Double.NaN;
            case NOTHING -> 0;
            default -> costliest * StrictMath.exp((level - MOST) * STEP);
        };
    }
}
