package io.nephoscope.partition;

import java.util.Arrays;

/**
 * What is due to each member by its weight. Whoever has a slot that costs more than that can have no less than this slot,
 * so the others share what is left.
 */
final class LoadDues {

    private LoadDues() {}

    /**
     * By member.
     *
     * @param total what all slots cost
     * @param heaviest what the costliest slot of each member costs
     */
    static double[] of(double total, int[] weights, long[] heaviest) {
        double[] dues = new double[weights.length];
        boolean[] fixed = new boolean[weights.length];
        double left = total;
        long weightLeft = Arrays.stream(weights).asLongStream().sum();
        boolean again = true;
        while (again) {
            again = false;
            double unit = weightLeft == 0 ? 0 : Math.max(0, left) / weightLeft;
            for (int i = 0; i < dues.length; i++) {
                if (!fixed[i]) {
                    dues[i] = unit * weights[i];
                }
            }
            for (int i = 0; i < dues.length; i++) {
                if (!fixed[i] && heaviest[i] > dues[i]) {
                    fixed[i] = true;
                    dues[i] = heaviest[i];
                    left -= heaviest[i];
                    weightLeft -= weights[i];
                    again = true;
                }
            }
        }
        return dues;
    }
}
