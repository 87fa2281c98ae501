package io.nephoscope.expression;

import io.nephoscope.expression.evaluator.Program;
import io.nephoscope.expression.evaluator.Results;
import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.PythonError;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One expression in a subset of Python, such as {@code '/v3/projects/' + str(sample['project_id'])}. It computes a
 * value of the variables and can do nothing else: no import, no attribute, no file, no change of a value.
 *
 * <p>Values are null, {@code Boolean}, {@code Long}, {@code BigInteger}, {@code Double}, {@code String},
 * {@code List} and {@code Map} of such values. Immutable; any number of threads may evaluate it at the same time, as
 * long as nobody changes the values meanwhile.
 */
public final class Expression {

    private final String text;
    private final Program program;

    private Expression(String text, Program program) {
        this.text = text;
        this.program = program;
    }

    /**
     * Parses an expression, and finds whatever can be found wrong without values.
     *
     * @param variables the names that each evaluation gives values for
     * @throws SyntaxException if it is no Python, or uses what is left out
     */
    public static Expression parse(String text, Set<String> variables) throws SyntaxException {
        return new Expression(text, Program.of(text, variables));
    }

    /**
     * Computes the value. Tuples, sets, ranges and views become lists.
     *
     * @param variables a value for each variable that the expression uses
     * @throws EvaluationException if there is none, as Python would say, or if a limit was met
     */
    public @Nullable Object evaluate(Map<String, ?> variables, EvaluationLimits limits) throws EvaluationException {
        Budget budget = new Budget(limits);
        try {
            return Results.plain(program.run(variables, budget), budget);
        } catch (PythonError e) {
            throw new EvaluationException(e.kind(), e.offset(), e.getMessage());
        }
    }

    /** The expression as it was written. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
