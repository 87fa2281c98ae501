package io.nephoscope.expression.evaluator;

import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.DictView;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.PythonValue;
import io.nephoscope.expression.value.Sequences;
import io.nephoscope.expression.value.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes plain values of those that only live inside of expressions. */
public final class Results {

    private static final int ELEMENTS_PER_STEP = 64;

    private Results() {}

    /** The value with lists in the place of tuples, sets, ranges and views; what cannot leave is a TypeError. */
    public static @Nullable Object plain(@Nullable Object value, Budget budget) {
        if (value instanceof List<?> list) {
            return isPlain(list, budget) ? list : list(list, budget);
        }
        if (value instanceof Map<?, ?> map) {
            return isPlain(map.values(), budget) && isPlain(map.keySet(), budget) ? map : map(map, budget);
        }
        if (!(value instanceof PythonValue inner)) {
            return value;
        }
        if (Sequences.size(inner) < 0) {
            String advice = inner.type() == Type.ITERATOR ? "write list(value)" : "call it, or take a part of it";
            throw PythonError.type("the result is a '" + inner.typeName() + "' object, which is no value; " + advice);
        }
        return inner instanceof DictView view
                ? list(Sequences.toList(view, budget), budget)
                : list(java.util.Objects.requireNonNull(Sequences.listOf(inner)), budget);
    }

    private static boolean isPlain(Collection<?> values, Budget budget) {
        budget.steps(1 + values.size() / ELEMENTS_PER_STEP);
        for (Object value : values) {
            boolean simple = !(value instanceof PythonValue);
            if (value instanceof List<?> list) {
                simple = isPlain(list, budget);
            } else if (value instanceof Map<?, ?> map) {
                simple = isPlain(map.values(), budget) && isPlain(map.keySet(), budget);
            }
            if (!simple) {
                return false;
            }
        }
        return true;
    }

    private static List<Object> list(List<?> values, Budget budget) {
        budget.elements(values.size());
        List<Object> plain = new ArrayList<>(values.size());
        values.forEach(value -> plain.add(plain(value, budget)));
        return plain;
    }

    private static Map<Object, Object> map(Map<?, ?> values, Budget budget) {
        budget.elements(values.size());
        Map<Object, Object> plain = new LinkedHashMap<>();
        values.forEach((key, value) -> plain.put(plain(key, budget), plain(value, budget)));
        return plain;
    }
}
