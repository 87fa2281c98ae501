package io.nephoscope.expression;

import java.time.Duration;

/**
 * How much one evaluation may use. All steps of an {@link AttributeExpression} share one allowance.
 *
 * @param steps turns of loops, elements made, calls of lambdas; eight characters made count as one
 * @param elements how long one list, tuple, set or dict may become
 * @param characters how long one text may become
 * @param bits how long one integer may become
 * @param depth how deeply lambdas may call each other
 * @param time how long the evaluation may take
 */
public record EvaluationLimits(long steps, int elements, int characters, int bits, int depth, Duration time) {

    /** What definitions of pollsters never come near: five million steps, 10 MB of text, two seconds. */
    public static final EvaluationLimits DEFAULT =
            new EvaluationLimits(5_000_000, 1_000_000, 10_000_000, 65_536, 64, Duration.ofSeconds(2));

    public EvaluationLimits {
        if (steps < 1 || elements < 1 || characters < 1 || bits < 64 || depth < 1 || time.isNegative()) {
            throw new IllegalArgumentException("limits must be positive, and integers have 64 bits at least");
        }
    }
}
