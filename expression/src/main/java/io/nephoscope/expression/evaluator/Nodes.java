package io.nephoscope.expression.evaluator;

import io.nephoscope.expression.tree.Syntax;
import io.nephoscope.expression.value.BinaryOperator;
import io.nephoscope.expression.value.Conversion;
import io.nephoscope.expression.value.Equality;
import io.nephoscope.expression.value.Ordering;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.Sequences;
import io.nephoscope.expression.value.Slice;
import io.nephoscope.expression.value.UnaryOperator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The parts that compute one value of others. */
final class Nodes {

    private Nodes() {}

    static final class Constant extends Node {

        private final @Nullable Object value;

        Constant(@Nullable Object value, int offset) {
            super(offset);
            this.value = value;
        }

        @Nullable
        Object evaluate() {
            return value;
        }

        @Override
        @Nullable
        Object evaluate(Frame frame) {
            return value;
        }
    }

    static final class Local extends Node {

        private final int slot;

        Local(int slot, int offset) {
            super(offset);
            this.slot = slot;
        }

        @Override
        @Nullable
        Object evaluate(Frame frame) {
            return frame.slots[slot];
        }
    }

    static final class Outer extends Node {

        private final int distance;
        private final int slot;

        Outer(int distance, int slot, int offset) {
            super(offset);
            this.distance = distance;
            this.slot = slot;
        }

        @Override
        @Nullable
        Object evaluate(Frame frame) {
            return frame.outer(distance).slots[slot];
        }
    }

    static final class Binary extends Node {

        private final BinaryOperator operator;
        private final Node left;
        private final Node right;

        Binary(BinaryOperator operator, Node left, Node right, int offset) {
            super(offset);
            this.operator = operator;
            this.left = left;
            this.right = right;
        }

        @Override
        @Nullable
        Object evaluate(Frame frame) {
            Object a = left.evaluate(frame);
            Object b = right.evaluate(frame);
            try {
                return operator.apply(a, b, frame.budget);
            } catch (PythonError e) {
                throw e.at(offset);
            }
        }
    }

    static final class Unary extends Node {

        private final UnaryOperator operator;
        private final Node operand;

        Unary(UnaryOperator operator, Node operand, int offset) {
            super(offset);
            this.operator = operator;
            this.operand = operand;
        }

        @Override
        Object evaluate(Frame frame) {
            Object value = operand.evaluate(frame);
            try {
                return operator.apply(value, frame.budget);
            } catch (PythonError e) {
                throw e.at(offset);
            }
        }
    }

    static final class Not extends Node {

        private final Node operand;

        Not(Node operand, int offset) {
            super(offset);
            this.operand = operand;
        }

        @Override
        Object evaluate(Frame frame) {
            return !operand.test(frame);
        }

        @Override
        boolean test(Frame frame) {
            return !operand.test(frame);
        }
    }

    static final class Logical extends Node {

        private final boolean and;
        private final Node left;
        private final Node right;

        Logical(boolean and, Node left, Node right, int offset) {
            super(offset);
            this.and = and;
            this.left = left;
            this.right = right;
        }

        @Override
        @Nullable
        Object evaluate(Frame frame) {
            Object value = left.evaluate(frame);
            return io.nephoscope.expression.value.Truth.of(value) == and ? right.evaluate(frame) : value;
        }

        @Override
        boolean test(Frame frame) {
            return left.test(frame) == and ? right.test(frame) : !and;
        }
    }

    static final class Conditional extends Node {

        private final Node test;
        private final Node then;
        private final Node otherwise;

        Conditional(Node test, Node then, Node otherwise, int offset) {
            super(offset);
            this.test = test;
            this.then = then;
            this.otherwise = otherwise;
        }

        @Override
        @Nullable
        Object evaluate(Frame frame) {
            return (test.test(frame) ? then : otherwise).evaluate(frame);
        }
    }

    static final class Comparison extends Node {

        private final Syntax.Comparator[] operators;
        private final Node[] operands;

        Comparison(Syntax.Comparator[] operators, Node[] operands, int offset) {
            super(offset);
            this.operators = operators;
            this.operands = operands;
        }

        @Override
        Object evaluate(Frame frame) {
            return test(frame);
        }

        @Override
        boolean test(Frame frame) {
            Object left = operands[0].evaluate(frame);
            for (int i = 0; i < operators.length; i++) {
                Object right = operands[i + 1].evaluate(frame);
                if (!compare(operators[i], left, right, frame)) {
                    return false;
                }
                left = right;
            }
            return true;
        }

        private boolean compare(
                Syntax.Comparator operator, @Nullable Object left, @Nullable Object right, Frame frame) {
            try {
                return switch (operator) {
                    case EQUAL -> Equality.equal(left, right, frame.budget);
                    case NOT_EQUAL -> !Equality.equal(left, right, frame.budget);
                    case LESS -> Ordering.LESS.test(left, right, frame.budget);
                    case LESS_EQUAL -> Ordering.LESS_EQUAL.test(left, right, frame.budget);
                    case GREATER -> Ordering.GREATER.test(left, right, frame.budget);
                    case GREATER_EQUAL -> Ordering.GREATER_EQUAL.test(left, right, frame.budget);
                    case IN -> Sequences.contains(right, left, frame.budget);
                    case NOT_IN -> !Sequences.contains(right, left, frame.budget);
                    case IS -> identical(left, right);
                    case IS_NOT -> !identical(left, right);
                };
            } catch (PythonError e) {
                throw e.at(offset);
            }
        }

        /** Values that nobody can change have no identity of their own here: equal ones of one type are the same. */
        private static boolean identical(@Nullable Object left, @Nullable Object right) {
            boolean value = left instanceof String || left instanceof Number || left instanceof Boolean;
            return left == right || (value && Objects.equals(left, right));
        }
    }

    static final class Subscript extends Node {

        private final Node object;
        private final Node index;

        Subscript(Node object, Node index, int offset) {
            super(offset);
            this.object = object;
            this.index = index;
        }

        @Override
        @Nullable
        Object evaluate(Frame frame) {
            Object container = object.evaluate(frame);
            Object key = index.evaluate(frame);
            try {
                return Slice.item(container, key, frame.budget);
            } catch (PythonError e) {
                throw e.at(offset);
            }
        }
    }

    static final class Part extends Node {

        private final @Nullable Node lower;
        private final @Nullable Node upper;
        private final @Nullable Node step;

        Part(@Nullable Node lower, @Nullable Node upper, @Nullable Node step, int offset) {
            super(offset);
            this.lower = lower;
            this.upper = upper;
            this.step = step;
        }

        @Override
        Object evaluate(Frame frame) {
            return new Slice(value(lower, frame), value(upper, frame), value(step, frame));
        }

        private static @Nullable Object value(@Nullable Node node, Frame frame) {
            return node == null ? null : node.evaluate(frame);
        }
    }

    static final class Joined extends Node {

        private final Node[] parts;

        Joined(Node[] parts, int offset) {
            super(offset);
            this.parts = parts;
        }

        @Override
        Object evaluate(Frame frame) {
            StringBuilder out = new StringBuilder();
            for (Node part : parts) {
                out.append(part.evaluate(frame));
                frame.budget.length(out.length());
            }
            frame.budget.text(out.length());
            return out.toString();
        }
    }

    static final class Field extends Node {

        private final Node value;
        private final char conversion;
        private final @Nullable Node spec;

        Field(Node value, char conversion, @Nullable Node spec, int offset) {
            super(offset);
            this.value = value;
            this.conversion = conversion;
            this.spec = spec;
        }

        @Override
        Object evaluate(Frame frame) {
            Object shown = value.evaluate(frame);
            String format = spec == null ? "" : String.valueOf(spec.evaluate(frame));
            try {
                Object converted = conversion == 0 ? shown : Conversion.apply(conversion, shown, frame.budget);
                return Conversion.format(converted, format, frame.budget);
            } catch (PythonError e) {
                throw e.at(offset);
            }
        }
    }
}
