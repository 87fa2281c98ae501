package io.nephoscope.tests.distribution;

import java.util.ArrayList;
import java.util.List;

/** By how much a series of measurements grows from one to the next. */
final class Slope {

    private Slope() {}

    /**
     * The median of the slopes between any two of them, after Theil and Sen: a few that are far off, because
     * something happened to be in the making, do not move it.
     */
    static double of(List<Long> measured) {
        List<Double> slopes = new ArrayList<>();
        for (int from = 0; from < measured.size(); from++) {
            for (int to = from + 1; to < measured.size(); to++) {
                slopes.add((double) (measured.get(to) - measured.get(from)) / (to - from));
            }
        }
        slopes.sort(Double::compare);
        int middle = slopes.size() / 2;
        return slopes.size() % 2 == 1 ? slopes.get(middle) : (slopes.get(middle - 1) + slopes.get(middle)) / 2;
    }
}
