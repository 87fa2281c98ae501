package io.nephoscope.expression.evaluator;

import io.nephoscope.expression.SyntaxException;
import io.nephoscope.expression.parser.Parser;
import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.PythonError;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A compiled expression. Immutable. */
public final class Program {

    private static final int LONGEST = 20_000;

    private final Node node;
    private final String[] variables;
    private final int[] places;
    private final int slots;

    /** @param variables those that are used, with their slots */
    Program(Node node, Map<String, Integer> variables, int slots) {
        this.node = node;
        this.variables = variables.keySet().toArray(String[]::new);
        this.places = variables.values().stream().mapToInt(Integer::intValue).toArray();
        this.slots = slots;
    }

    /** Parses and compiles. */
    public static Program of(String text, Set<String> variables) throws SyntaxException {
        if (text.length() > LONGEST) {
            throw new SyntaxException(LONGEST, "the expression is longer than " + LONGEST + " characters", "");
        }
        try {
            return new Compiler(variables).compile(Parser.parse(text));
        } catch (StackOverflowError e) {
            throw new SyntaxException(0, "the expression has too many operations in a row", "do it in steps");
        }
    }

    /** Evaluates with variables by name; all that are used must be there. */
    @SuppressWarnings("NullAway") // Python's None is null
    public @Nullable Object run(Map<String, ?> values, Budget budget) {
        Object[] frame = new Object[slots];
        for (int i = 0; i < variables.length; i++) {
            Object value = values.get(variables[i]);
            if (value == null && !values.containsKey(variables[i])) {
                throw new IllegalArgumentException("no value for the variable " + variables[i]);
            }
            frame[places[i]] = value;
        }
        return run(frame, budget);
    }

    /** Evaluates with one value for the only variable. */
    @SuppressWarnings("NullAway") // Python's None is null
    public @Nullable Object runWith(@Nullable Object value, Budget budget) {
        Object[] frame = new Object[slots];
        for (int place : places) {
            frame[place] = value;
        }
        return run(frame, budget);
    }

    /** Data that is nested too deeply, and patterns that need too much stack, end here. */
    private @Nullable Object run(Object[] frame, Budget budget) {
        try {
            return node.evaluate(new Frame(frame, null, budget));
        } catch (StackOverflowError e) {
            throw PythonError.limit("the value or the pattern is nested too deeply");
        }
    }
}
