package io.nephoscope.expression.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in square brackets: an index, a key, or a part with a step. */
public record Slice(
        @Nullable Object lower,
        @Nullable Object upper,
        @Nullable Object step) implements PythonValue {

    private static final String PROBLEM = "slice indices must be integers or None or have an __index__ method";

    @Override
    public Type type() {
        return Type.SLICE;
    }

    /** {@code container[index]} for any index but a slice written out. */
    public static @Nullable Object item(@Nullable Object container, @Nullable Object index, Budget budget) {
        if (container instanceof Map<?, ?> map) {
            Object found = Keys.get(map, index);
            if (found == Absent.ABSENT) {
                throw new PythonError(io.nephoscope.expression.ErrorKind.KEY_ERROR, Text.repr(index, budget));
            }
            return found;
        }
        if (index instanceof Slice slice) {
            return slice.of(container, budget);
        }
        if (container instanceof List<?> list) {
            return list.get(position(index, list.size(), "list"));
        }
        if (container instanceof String text) {
            return character(text, index);
        }
        if (container instanceof Tuple tuple) {
            return tuple.get(position(index, tuple.size(), "tuple"));
        }
        if (container instanceof RangeValue range) {
            return range.asList().get(position(index, range.size(), "range"));
        }
        if (container instanceof Subscriptable other) {
            return other.item(index);
        }
        throw PythonError.type("'" + Type.name(container) + "' object is not subscriptable");
    }

    private static String character(String text, @Nullable Object index) {
        int size = text.codePointCount(0, text.length());
        int position = position(index, size, "string");
        if (size == text.length()) {
            return text.substring(position, position + 1);
        }
        int start = text.offsetByCodePoints(0, position);
        return text.substring(start, text.offsetByCodePoints(start, 1));
    }

    private static int position(@Nullable Object index, int size, String what) {
        if (!Type.isInt(index)) {
            throw PythonError.type(
                    what + " indices must be integers" + (what.equals("string") ? ", not '" : " or slices, not ")
                            + Type.name(index) + (what.equals("string") ? "'" : ""));
        }
        long position = Ints.argument(index);
        if (position < 0) {
            position += size;
        }
        if (position < 0 || position >= size) {
            throw PythonError.index(what + " index out of range");
        }
        return (int) position;
    }

    private Object of(@Nullable Object container, Budget budget) {
        if (container instanceof String text) {
            return of(text, budget);
        }
        if (container instanceof List<?> list) {
            return taken(list, budget);
        }
        if (container instanceof Tuple tuple) {
            return Tuple.of(taken(tuple.asList(), budget));
        }
        if (container instanceof RangeValue range) {
            long[] bounds = bounds(range.size());
            return range.part(bounds[0], bounds[1], bounds[2], budget);
        }
        throw PythonError.type("'" + Type.name(container) + "' object is not subscriptable");
    }

    private String of(String text, Budget budget) {
        if (text.codePointCount(0, text.length()) != text.length()) {
            return String.join("", taken(Sequences.characters(text), budget));
        }
        long[] bounds = bounds(text.length());
        if (bounds[2] == 1) {
            return bounds[0] < bounds[1] ? text.substring((int) bounds[0], (int) bounds[1]) : "";
        }
        StringBuilder result = new StringBuilder();
        for (long i = bounds[0]; bounds[2] > 0 ? i < bounds[1] : i > bounds[1]; i += bounds[2]) {
            result.append(text.charAt((int) i));
        }
        return result.toString();
    }

    private <T> List<T> taken(List<T> list, Budget budget) {
        long[] bounds = bounds(list.size());
        List<T> result = new ArrayList<>();
        for (long i = bounds[0]; bounds[2] > 0 ? i < bounds[1] : i > bounds[1]; i += bounds[2]) {
            budget.step();
            result.add(list.get((int) i));
        }
        return result;
    }

    /** Start, end and step within a sequence of this size. */
    private long[] bounds(int size) {
        long by = step == null ? 1 : Ints.index(step, PROBLEM);
        if (by == 0) {
            throw PythonError.value("slice step cannot be zero");
        }
        // A step beyond the sequence takes one element, however large it is.
        by = Math.max(-size - 1L, Math.min(size + 1L, by));
        long first = by > 0 ? 0 : -1;
        long last = by > 0 ? size : size - 1L;
        long from = lower == null ? (by > 0 ? first : last) : clamp(Ints.index(lower, PROBLEM), size, first, last);
        long to = upper == null ? (by > 0 ? last : first) : clamp(Ints.index(upper, PROBLEM), size, first, last);
        return new long[] {from, to, by};
    }

    private static long clamp(long bound, int size, long first, long last) {
        long position = bound < 0 ? Math.max(bound, -size - 1L) + size : bound;
        return Math.max(first, Math.min(last, position));
    }
}
