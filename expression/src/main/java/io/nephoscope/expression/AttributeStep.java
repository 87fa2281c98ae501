package io.nephoscope.expression;

import java.util.Optional;

/**
 * What one step of an {@link AttributeExpression} gave.
 *
 * @param text the path or operation
 * @param value as Python's {@code repr} shows it, at most {@link #LONGEST} characters; empty if the step failed
 * @param failure why the step failed
 */
public record AttributeStep(String text, String value, Optional<EvaluationException> failure) {

    /** Longer values are cut. */
    public static final int LONGEST = 500;

    static AttributeStep of(String text, String value) {
        String shown = value.length() <= LONGEST ? value : value.substring(0, LONGEST - 3) + "...";
        return new AttributeStep(text, shown, Optional.empty());
    }

    static AttributeStep failed(String text, EvaluationException failure) {
        return new AttributeStep(text, "", Optional.of(failure));
    }
}
