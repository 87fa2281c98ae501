package io.nephoscope.benchmarks.report;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What ought to be reached.
 *
 * @param what in words
 * @param reached the ratio or value measured; empty if something for it was not measured
 * @param limit what it may be at most
 */
public record Target(String what, OptionalDouble reached, double limit) {

    /** The ratio of two medians. */
    public static OptionalDouble ratio(OptionalDouble of, OptionalDouble to) {
        return of.isPresent() && to.isPresent() && to.getAsDouble() > 0
                ? OptionalDouble.of(of.getAsDouble() / to.getAsDouble())
                : OptionalDouble.empty();
    }

    /** Whether it is met; false if it is not known. */
    public boolean isMet() {
        return reached.isPresent() && reached.getAsDouble() <= limit;
    }

    /** One line: met, missed by how much, or not measured. */
    public String verdict() {
        if (reached.isEmpty()) {
            return String.format(Locale.ROOT, "not measured  %s", what);
        }
        double value = reached.getAsDouble();
        return isMet()
                ? String.format(Locale.ROOT, "met           %s: %.3f, at most %.3f", what, value, limit)
                : String.format(
                        Locale.ROOT,
                        "MISSED        %s: %.3f, at most %.3f: %.1f times as much",
                        what,
                        value,
                        limit,
                        value / limit);
    }
}
