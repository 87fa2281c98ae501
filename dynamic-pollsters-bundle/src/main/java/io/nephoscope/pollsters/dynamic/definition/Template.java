package io.nephoscope.pollsters.dynamic.definition;

import io.nephoscope.expression.EvaluationException;
import io.nephoscope.expression.EvaluationLimits;
import io.nephoscope.expression.Expression;
import io.nephoscope.expression.SyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text that may be an expression, such as the path of an address or a command. As in Ceilometer it is taken as it stands
 * where it is no expression, or has no value that is a text.
 */
public final class Template {

    /** What expressions of extra metadata may name. */
    public static final Set<String> EXTRA_VARIABLES =
            Set.of("sample", "extra_metadata_captured", "extra_metadata_by_name");

    private final String text;
    private final @Nullable Expression expression;

    private Template(String text, @Nullable Expression expression) {
        this.text = text;
        this.expression = expression;
    }

    /** A text that is taken as it stands. */
    public static Template literal(String text) {
        return new Template(text, null);
    }

    /**
     * A text that is an expression if it can be read as one.
     *
     * @param variables that it may name
     */
    public static Template of(String text, Set<String> variables) {
        try {
            return new Template(text, Expression.parse(text, variables));
        } catch (SyntaxException e) {
            return literal(text);
        }
    }

    /** Why a text that names a variable is none of our expressions, so that it is surely not meant as it stands. */
    static Optional<SyntaxException> objection(String text, Set<String> variables) {
        try {
            Expression.parse(text, variables);
            return Optional.empty();
        } catch (SyntaxException e) {
            return variables.stream().anyMatch(name -> text.matches("(?s).*\\b" + name + "\\b.*"))
                    ? Optional.of(e)
                    : Optional.empty();
        }
    }

    /** The text for these variables. */
    public String fill(Map<String, ?> variables) {
        if (expression == null) {
            return text;
        }
        try {
            return expression.evaluate(variables, EvaluationLimits.DEFAULT) instanceof String filled ? filled : text;
        } catch (EvaluationException e) {
            return text;
        }
    }

    /** As it is written. */
    public String text() {
        return text;
    }
}
