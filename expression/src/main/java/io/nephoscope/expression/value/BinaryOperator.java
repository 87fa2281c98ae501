package io.nephoscope.expression.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operators between two values. */
public enum BinaryOperator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    FLOOR_DIVIDE("//"),
    MODULO("%"),
    POWER("** or pow()"),
    OR("|"),
    XOR("^"),
    AND("&"),
    SHIFT_LEFT("<<"),
    SHIFT_RIGHT(">>");

    private final String symbol;

    BinaryOperator(String symbol) {
        this.symbol = symbol;
    }

    public Object apply(@Nullable Object left, @Nullable Object right, Budget budget) {
        if (left instanceof Double a && right instanceof Double b) {
            return ofFloats(a, b);
        }
        if (left != null && right != null && Type.isNumber(left) && Type.isNumber(right)) {
            if (left instanceof Double || right instanceof Double) {
                return ofFloats(Floats.of(left), Floats.of(right));
            }
            return ofInts(left, right, budget);
        }
        Object result = ofOthers(left, right, budget);
        if (result == Absent.ABSENT) {
            throw unsupported(left, right);
        }
        return result;
    }

    private PythonError unsupported(@Nullable Object left, @Nullable Object right) {
        if (this == ADD && left instanceof String) {
            return PythonError.type("can only concatenate str (not \"" + Type.name(right) + "\") to str");
        }
        if (this == ADD && (left instanceof List || left instanceof Tuple)) {
            String type = Type.name(left);
            return PythonError.type("can only concatenate " + type + " (not \"" + Type.name(right) + "\") to " + type);
        }
        if (this == MULTIPLY && (isSequence(left) || isSequence(right))) {
            Object other = isSequence(left) ? right : left;
            return PythonError.type("can't multiply sequence by non-int of type '" + Type.name(other) + "'");
        }
        return PythonError.type("unsupported operand type(s) for " + symbol + ": '" + Type.name(left) + "' and '"
                + Type.name(right) + "'");
    }

    private Object ofFloats(double a, double b) {
        return switch (this) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> Floats.divide(a, b);
            case FLOOR_DIVIDE -> Floats.floorDivide(a, b);
            case MODULO -> Floats.modulo(a, b);
            case POWER -> Floats.power(a, b);
            default -> throw unsupported(a, b);
        };
    }

    private Object ofInts(Object a, Object b, Budget budget) {
        return switch (this) {
            case ADD -> Ints.add(a, b, budget);
            case SUBTRACT -> Ints.subtract(a, b, budget);
            case MULTIPLY -> Ints.multiply(a, b, budget);
            case DIVIDE -> Ints.divide(a, b);
            case FLOOR_DIVIDE -> Ints.floorDivide(a, b);
            case MODULO -> Ints.modulo(a, b);
            case POWER -> Ints.power(a, b, budget);
            case SHIFT_LEFT -> Ints.shiftLeft(a, b, budget);
            case SHIFT_RIGHT -> Ints.shiftRight(a, b);
            case OR, XOR, AND -> bits(a, b);
        };
    }

    private Object bits(Object a, Object b) {
        if (a instanceof Boolean x && b instanceof Boolean y) {
            return this == OR ? x || y : this == AND ? x && y : !x.equals(y);
        }
        if (Ints.isSmall(a) && Ints.isSmall(b)) {
            long x = Ints.small(a);
            long y = Ints.small(b);
            return this == OR ? x | y : this == AND ? x & y : x ^ y;
        }
        return Ints.of(
                switch (this) {
                    case OR -> Ints.big(a).or(Ints.big(b));
                    case AND -> Ints.big(a).and(Ints.big(b));
                    default -> Ints.big(a).xor(Ints.big(b));
                });
    }

    private Object ofOthers(@Nullable Object left, @Nullable Object right, Budget budget) {
        return switch (this) {
            case ADD -> concatenated(left, right, budget);
            case MULTIPLY -> repeated(left, right, budget);
            case MODULO -> left instanceof String text ? PercentFormat.of(text, right, budget) : Absent.ABSENT;
            case OR ->
                left instanceof Map<?, ?> a && right instanceof Map<?, ?> b
                        ? merged(a, b, budget)
                        : ofSets(left, right, budget);
            case AND, XOR, SUBTRACT -> ofSets(left, right, budget);
            default -> Absent.ABSENT;
        };
    }

    private static Object concatenated(@Nullable Object left, @Nullable Object right, Budget budget) {
        if (left instanceof String a && right instanceof String b) {
            budget.text((long) a.length() + b.length());
            return a.concat(b);
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return concatenated(a, b, budget);
        }
        if (left instanceof Tuple a && right instanceof Tuple b) {
            return Tuple.of(concatenated(a.asList(), b.asList(), budget));
        }
        return Absent.ABSENT;
    }

    private static List<Object> concatenated(List<?> a, List<?> b, Budget budget) {
        budget.elements((long) a.size() + b.size());
        List<Object> both = new ArrayList<>(a.size() + b.size());
        both.addAll(a);
        both.addAll(b);
        return both;
    }

    private static boolean isSequence(@Nullable Object value) {
        return value instanceof String || value instanceof List || value instanceof Tuple;
    }

    private static Object repeated(@Nullable Object left, @Nullable Object right, Budget budget) {
        if (isSequence(left) && Type.isInt(right)) {
            return repeated(left, times(right), budget);
        }
        if (isSequence(right) && Type.isInt(left)) {
            return repeated(right, times(left), budget);
        }
        return Absent.ABSENT;
    }

    private static long times(@Nullable Object count) {
        if (count instanceof BigInteger) {
            throw PythonError.overflow("cannot fit 'int' into an index-sized integer");
        }
        return Math.max(0, Ints.argument(count));
    }

    private static Object repeated(@Nullable Object sequence, long times, Budget budget) {
        if (sequence instanceof String text) {
            budget.text(product(text.length(), times));
            return text.isEmpty() ? text : text.repeat((int) times);
        }
        List<?> list =
                sequence instanceof Tuple tuple ? tuple.asList() : (List<?>) java.util.Objects.requireNonNull(sequence);
        budget.elements(product(list.size(), times));
        List<Object> result = new ArrayList<>();
        for (long i = 0; i < times && !list.isEmpty(); i++) {
            result.addAll(list);
        }
        return sequence instanceof Tuple ? Tuple.of(result) : result;
    }

    private static long product(int length, long times) {
        return Math.multiplyHigh(length, times) == 0 && length * times >= 0 ? length * times : Long.MAX_VALUE;
    }

    private static Object merged(Map<?, ?> a, Map<?, ?> b, Budget budget) {
        budget.elements((long) a.size() + b.size());
        Map<Object, Object> both = new LinkedHashMap<>();
        a.forEach((key, value) -> Keys.put(both, key, value));
        b.forEach((key, value) -> Keys.put(both, key, value));
        return both;
    }

    private Object ofSets(@Nullable Object left, @Nullable Object right, Budget budget) {
        boolean views = isSetView(left) || isSetView(right);
        SetValue a = asSet(left, views, budget);
        SetValue b = asSet(right, views, budget);
        if (a == null || b == null) {
            return Absent.ABSENT;
        }
        budget.elements((long) a.size() + b.size());
        return switch (this) {
            case OR -> a.union(b);
            case AND -> a.intersection(b);
            case XOR -> a.symmetricDifference(b);
            default -> a.difference(b);
        };
    }

    /** With the keys or items of a dict goes whatever has elements. */
    private static boolean isSetView(@Nullable Object value) {
        return value instanceof DictView view && view.type() != Type.VALUES;
    }

    private static @Nullable SetValue asSet(@Nullable Object value, boolean views, Budget budget) {
        if (value instanceof SetValue set) {
            return set;
        }
        return views ? SetValue.of(Stream.over(value, budget), budget) : null;
    }
}
