package io.nephoscope.expression.functions;

import io.nephoscope.expression.value.Absent;
import io.nephoscope.expression.value.BinaryOperator;
import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.DictView;
import io.nephoscope.expression.value.Equality;
import io.nephoscope.expression.value.Ints;
import io.nephoscope.expression.value.Keys;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.Sequences;
import io.nephoscope.expression.value.SetValue;
import io.nephoscope.expression.value.Stream;
import io.nephoscope.expression.value.Text;
import io.nephoscope.expression.value.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Methods of lists, tuples, dicts, sets and numbers. None changes its value. */
final class CollectionMethods {

    static final List<Function> TUPLE = List.of(
            Function.of("count", "self, value, /", CollectionMethods::count),
            Function.of("index", "self, value, start=, stop=, /", CollectionMethods::index));

    static final List<Function> LIST =
            List.of(TUPLE.get(0), TUPLE.get(1), Function.of("copy", "self, /", (a, b) -> a[0]));

    static final List<Function> DICT = List.of(
            Function.of("copy", "self, /", (a, b) -> a[0]),
            Function.of("get", "self, key, default=, /", (a, b) -> get(map(a[0]), a[1], a[2])),
            Function.of("items", "self, /", (a, b) -> new DictView(map(a[0]), Type.ITEMS)),
            Function.of("keys", "self, /", (a, b) -> new DictView(map(a[0]), Type.KEYS)),
            Function.of("values", "self, /", (a, b) -> new DictView(map(a[0]), Type.VALUES)));

    static final List<Function> SET = List.of(
            Function.of("copy", "self, /", (a, b) -> a[0]),
            Function.of("difference", "self, *others", (a, b) -> combined(a, BinaryOperator.SUBTRACT, b)),
            Function.of("intersection", "self, *others", (a, b) -> combined(a, BinaryOperator.AND, b)),
            Function.of(
                    "isdisjoint",
                    "self, other, /",
                    (a, b) -> set(a[0], b).intersection(set(a[1], b)).size() == 0),
            Function.of("issubset", "self, other, /", (a, b) -> set(a[1], b).containsAll(set(a[0], b))),
            Function.of("issuperset", "self, other, /", (a, b) -> set(a[0], b).containsAll(set(a[1], b))),
            Function.of("symmetric_difference", "self, other, /", (a, b) -> set(a[0], b)
                    .symmetricDifference(set(a[1], b))),
            Function.of("union", "self, *others", (a, b) -> combined(a, BinaryOperator.OR, b)));

    static final List<Function> INT = List.of(Function.of(
            "bit_length", "self, /", (a, b) -> (long) Ints.big(a[0]).abs().bitLength()));

    static final List<Function> FLOAT = List.of(Function.of(
            "is_integer",
            "self, /",
            (a, b) -> a[0] instanceof Double real && real == Math.rint(real) && !Double.isInfinite(real)));

    private CollectionMethods() {}

    /** A method is also called by the name of its type, with any value as the first argument: {@code dict.get(x, y)}. */
    private static Map<?, ?> map(@Nullable Object self) {
        if (self instanceof Map<?, ?> map) {
            return map;
        }
        throw PythonError.type("this method needs a 'dict' object, and got a '" + Type.name(self) + "'");
    }

    private static @Nullable Object get(Map<?, ?> map, @Nullable Object key, @Nullable Object otherwise) {
        Object found = Keys.get(map, key);
        if (found != Absent.ABSENT) {
            return found;
        }
        return otherwise == Absent.ABSENT ? null : otherwise;
    }

    private static List<?> list(@Nullable Object self) {
        List<?> list = self instanceof SetValue ? null : Sequences.listOf(self);
        if (list == null) {
            throw PythonError.type("this method needs a 'list' object, and got a '" + Type.name(self) + "'");
        }
        return list;
    }

    private static Object count(Object[] a, Budget budget) {
        List<?> list = list(a[0]);
        budget.steps(list.size());
        return list.stream()
                .filter(element -> Equality.same(element, a[1], budget))
                .count();
    }

    private static Object index(Object[] a, Budget budget) {
        List<?> list = list(a[0]);
        budget.steps(list.size());
        int from = TextFunctions.bound(a[2], list.size(), 0);
        int to = TextFunctions.bound(a[3], list.size(), list.size());
        for (int i = from; i < to; i++) {
            if (Equality.same(list.get(i), a[1], budget)) {
                return (long) i;
            }
        }
        throw PythonError.value(
                a[0] instanceof List ? Text.repr(a[1], budget) + " is not in list" : "tuple.index(x): x not in tuple");
    }

    private static SetValue set(@Nullable Object value, Budget budget) {
        return value instanceof SetValue set ? set : SetValue.of(Stream.over(value, budget), budget);
    }

    private static @Nullable Object combined(Object[] a, BinaryOperator operator, Budget budget) {
        Object result = a[0];
        for (Object other : (Object[]) a[1]) {
            result = operator.apply(result, set(other, budget), budget);
        }
        return result;
    }
}
