package io.nephoscope.benchmarks.report;

import java.util.Collection;
import java.util.OptionalDouble;

/** The middle of what was measured, which one disturbed round does not move. */
public final class Median {

    private Median() {}

    /** Of an even number of values, the mean of the two in the middle; empty of none. */
    public static OptionalDouble of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
