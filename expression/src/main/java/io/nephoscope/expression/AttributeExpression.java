package io.nephoscope.expression;

import io.nephoscope.expression.evaluator.Program;
import io.nephoscope.expression.evaluator.Results;
import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.Slice;
import io.nephoscope.expression.value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How Ceilometer's dynamic pollsters find a value in an entry: {@code key.subkey | operation | operation}. The path's
 * keys are looked up one in the other; {@code .} is the entry itself. Each operation is an {@link Expression} of
 * {@code value}, the result of the step before it.
 *
 * <p>The text is cut at every {@code |}, even within quotes, and each operation must contain the word value: so does
 * Ceilometer. Immutable, and for any number of threads at the same time.
 */
public final class AttributeExpression {

    private static final String VALUE = "value";
    private static final Set<String> VARIABLES = Set.of(VALUE);

    /** An operation, and where its text begins in the whole. */
    private record Operation(String text, int offset, Program program) {}

    private final String text;
    private final String path;
    private final List<String> keys;
    private final List<Operation> operations;

    private AttributeExpression(String text, String path, List<Operation> operations) {
        this.text = text;
        this.path = path;
        this.keys = path.equals(".") ? List.of() : List.of(path.split("\\.", -1));
        this.operations = List.copyOf(operations);
    }

    /**
     * Parses an attribute.
     *
     * @throws SyntaxException with the offset in the whole text
     */
    public static AttributeExpression parse(String text) throws SyntaxException {
        String[] parts = text.split("\\|", -1);
        List<Operation> operations = new ArrayList<>();
        int offset = parts[0].length() + 1;
        for (int i = 1; i < parts.length; i++) {
            operations.add(operation(parts[i], offset));
            offset += parts[i].length() + 1;
        }
        return new AttributeExpression(text, parts[0].strip(), operations);
    }

    private static Operation operation(String part, int offset) throws SyntaxException {
        String operation = part.strip();
        int start = offset + part.indexOf(operation);
        if (!part.contains(VALUE)) {
            throw new SyntaxException(
                    start,
                    "the operation [" + operation + "] does not use the variable value",
                    "use value in each operation; a '|' parts operations even within quotes: write chr(124) there,"
                            + " and operator.or_(a, b) for the operator");
        }
        try {
            return new Operation(operation, start, Program.of(operation, VARIABLES));
        } catch (SyntaxException e) {
            throw e.shifted(start);
        }
    }

    /**
     * Finds the value in an entry. Tuples, sets, ranges and views become lists.
     *
     * @throws EvaluationException with the offset in the whole text, if there is no value or a limit was met
     */
    public @Nullable Object evaluate(@Nullable Object entry, EvaluationLimits limits) throws EvaluationException {
        Budget budget = new Budget(limits);
        Object value = found(entry, budget);
        if (operations.isEmpty()) {
            return value;
        }
        int offset = 0;
        try {
            for (Operation operation : operations) {
                offset = operation.offset();
                value = operation.program().runWith(value, budget);
            }
            return Results.plain(value, budget);
        } catch (PythonError e) {
            throw new EvaluationException(e.kind(), offset + e.offset(), e.getMessage());
        }
    }

    private @Nullable Object found(@Nullable Object entry, Budget budget) throws EvaluationException {
        Object value = entry;
        int offset = text.length() - text.stripLeading().length();
        for (String key : keys) {
            try {
                value = Slice.item(value, key, budget);
            } catch (PythonError e) {
                throw new EvaluationException(e.kind(), offset, e.getMessage());
            }
            offset += key.length() + 1;
        }
        return value;
    }

    /**
     * Evaluates as {@link #evaluate} does, and tells what each step gave, up to the first that failed. Values are shown
     * as Python's {@code repr} writes them, cut to some length.
     */
    public List<AttributeStep> trace(@Nullable Object entry, EvaluationLimits limits) {
        Budget budget = new Budget(limits);
        List<AttributeStep> steps = new ArrayList<>();
        Object value;
        try {
            value = found(entry, budget);
        } catch (EvaluationException e) {
            return List.of(AttributeStep.failed(path, e));
        }
        steps.add(AttributeStep.of(path, shown(value, budget)));
        for (Operation operation : operations) {
            try {
                value = operation.program().runWith(value, budget);
            } catch (PythonError e) {
                steps.add(AttributeStep.failed(
                        operation.text(),
                        new EvaluationException(e.kind(), operation.offset() + e.offset(), e.getMessage())));
                return steps;
            }
            steps.add(AttributeStep.of(operation.text(), shown(value, budget)));
        }
        return steps;
    }

    private static String shown(@Nullable Object value, Budget budget) {
        try {
            return Text.repr(value, budget);
        } catch (PythonError e) {
            return "(" + e.getMessage() + ")";
        }
    }

    /** The attribute as it was written. */
    public String text() {
        return text;
    }

    /** The keys that are looked up one in the other; empty for the entry itself. */
    public List<String> path() {
        return keys;
    }

    /** Whether there are operations, and not only a path. */
    public boolean hasOperations() {
        return !operations.isEmpty();
    }

    @Override
    public String toString() {
        return text;
    }
}
