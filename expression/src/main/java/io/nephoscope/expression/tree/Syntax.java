package io.nephoscope.expression.tree;

import io.nephoscope.expression.value.BinaryOperator;
import io.nephoscope.expression.value.UnaryOperator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parsed expression, with names as they were written. Each part knows the offset where it stands in the text. */
public sealed interface Syntax {

    int offset();

    record Literal(@Nullable Object value, int offset) implements Syntax {}

    record Name(String id, int offset) implements Syntax {}

    /** A list, tuple or set written out. */
    record Display(Kind kind, List<Syntax> items, int offset) implements Syntax {}

    /** What a display or comprehension makes. */
    enum Kind {
        LIST,
        TUPLE,
        SET,
        DICT,
        GENERATOR
    }

    /** A key is null where {@code **} stands. */
    record DictDisplay(List<@Nullable Syntax> keys, List<Syntax> values, int offset) implements Syntax {}

    record Unary(UnaryOperator operator, Syntax operand, int offset) implements Syntax {}

    record Not(Syntax operand, int offset) implements Syntax {}

    record Binary(BinaryOperator operator, Syntax left, Syntax right, int offset) implements Syntax {}

    /** {@code and}, {@code or}. */
    record Logical(boolean and, Syntax left, Syntax right, int offset) implements Syntax {}

    /** {@code a < b < c}: one operator less than operands. */
    record Comparison(List<Comparator> operators, List<Syntax> operands, int offset) implements Syntax {}

    /** What compares. */
    enum Comparator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_EQUAL,
        GREATER,
        GREATER_EQUAL,
        IN,
        NOT_IN,
        IS,
        IS_NOT
    }

    record Conditional(Syntax test, Syntax then, Syntax otherwise, int offset) implements Syntax {}

    record Lambda(List<String> parameters, Syntax body, int offset) implements Syntax {}

    /**
     * A loop within an expression.
     *
     * @param value of a dict's entry, null for the other kinds
     * @param kept whether something inside may outlive a turn of the loop, and with it the turn's names
     */
    record Comprehension(
            Kind kind, Syntax element, @Nullable Syntax value, List<Clause> clauses, boolean kept, int offset)
            implements Syntax {}

    /** {@code for target in source if condition if condition}. */
    record Clause(Syntax target, Syntax source, List<Syntax> conditions) {}

    record Attribute(Syntax object, String name, int offset) implements Syntax {}

    record Subscript(Syntax object, Syntax index, int offset) implements Syntax {}

    record Part(
            @Nullable Syntax lower,
            @Nullable Syntax upper,
            @Nullable Syntax step,
            int offset) implements Syntax {}

    record Call(Syntax function, List<Syntax> arguments, List<Keyword> keywords, int offset) implements Syntax {}

    record Keyword(String name, Syntax value, int offset) {}

    /** {@code *items} in a display or call. */
    record Starred(Syntax items, int offset) implements Syntax {}

    /** An f-string: literal texts and fields. */
    record Joined(List<Syntax> parts, int offset) implements Syntax {}

    /** @param conversion one of {@code s r a}, or 0 */
    record Field(Syntax value, char conversion, @Nullable Syntax spec, int offset) implements Syntax {}
}
