package io.nephoscope.benchmarks.report;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Maps values to pixels so that equal ratios have equal distances. It reaches from one power of ten to another. */
record LogScale(int lowest, int highest, double from, double to) {

    /** The smallest one that holds all of these values, which are more than 0. */
    static LogScale of(double[] values, double from, double to) {
        double least = DoubleStream.of(values).min().orElse(1);
        double most = DoubleStream.of(values).max().orElse(10);
        int lowest = (int) Math.floor(Math.log10(least));
        int highest = (int) Math.ceil(Math.log10(most));
        return new LogScale(lowest, Math.max(highest, lowest + 1), from, to);
    }

    double at(double value) {
        return from + (Math.log10(value) - lowest) / (highest - lowest) * (to - from);
    }

    /** The powers of ten in it. */
    double[] ticks() {
        return IntStream.rangeClosed(lowest, highest)
                .mapToDouble(power -> Math.pow(10, power))
                .toArray();
    }
}
