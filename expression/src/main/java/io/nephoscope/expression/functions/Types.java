package io.nephoscope.expression.functions;

import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.Floats;
import io.nephoscope.expression.value.Ints;
import io.nephoscope.expression.value.Keys;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.RangeValue;
import io.nephoscope.expression.value.Sequences;
import io.nephoscope.expression.value.SetValue;
import io.nephoscope.expression.value.Stream;
import io.nephoscope.expression.value.Text;
import io.nephoscope.expression.value.Truth;
import io.nephoscope.expression.value.Tuple;
import io.nephoscope.expression.value.Type;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types, which are called to convert a value. */
final class Types {

    static final List<Function> FUNCTIONS = List.of(
            Function.ofType(Type.BOOL, "value=, /", (a, b) -> Args.given(a[0]) && Truth.of(a[0])),
            Function.ofType(Type.DICT, "value=, /", Types::dict),
            Function.ofType(Type.FLOAT, "value=, /", (a, b) -> toFloat(a[0])),
            Function.ofType(Type.INT, "value=, /, base=", Types::toInt),
            Function.ofType(Type.LIST, "iterable=, /", (a, b) -> list(a[0], b)),
            Function.ofType(Type.RANGE, "start, stop=, step=, /", Types::range),
            Function.ofType(Type.SET, "iterable=, /", (a, b) -> SetValue.of(over(a[0], b), b)),
            Function.ofType(Type.STR, "object=", (a, b) -> Args.given(a[0]) ? Text.str(a[0], b) : ""),
            Function.ofType(Type.TUPLE, "iterable=, /", (a, b) -> tuple(a[0], b)));

    /** Types that nobody can name, and {@code type} gives all the same. */
    private static final Map<Type, Function> OTHERS = new EnumMap<>(Type.class);

    static {
        for (Type type : List.of(Type.NONE, Type.KEYS, Type.VALUES, Type.ITEMS, Type.MATCH)) {
            OTHERS.put(type, Function.ofType(type, "", (a, b) -> {
                throw PythonError.type("cannot create '" + type.text() + "' instances");
            }));
        }
    }

    private Types() {}

    /** What {@code type(value)} gives. */
    static Function of(@Nullable Object value) {
        Type type = Type.of(value);
        for (Function function : FUNCTIONS) {
            if (function.constructs() == type) {
                return function;
            }
        }
        Function other = OTHERS.get(type);
        if (other == null) {
            throw PythonError.type("the type '" + Type.name(value) + "' is out of reach");
        }
        return other;
    }

    private static Iterator<?> over(@Nullable Object iterable, Budget budget) {
        return Args.given(iterable) ? Stream.over(iterable, budget) : List.of().iterator();
    }

    private static Object list(@Nullable Object iterable, Budget budget) {
        return Args.given(iterable) ? Sequences.toList(iterable, budget) : List.of();
    }

    private static Object tuple(@Nullable Object iterable, Budget budget) {
        return iterable instanceof Tuple ? iterable : Tuple.of((List<?>) list(iterable, budget));
    }

    private static Object dict(Object[] a, Budget budget) {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (a[0] instanceof Map<?, ?> other) {
            budget.elements(other.size());
            other.forEach((key, value) -> Keys.put(map, key, value));
            return map;
        }
        Iterator<?> pairs = over(a[0], budget);
        for (int i = 0; pairs.hasNext(); i++) {
            Object pair = pairs.next();
            if (Sequences.size(pair) < 0 && !(pair instanceof Stream)) {
                throw PythonError.type("cannot convert dictionary update sequence element #" + i + " to a sequence");
            }
            List<Object> both = Sequences.toList(pair, budget);
            if (both.size() != 2) {
                throw PythonError.value(
                        "dictionary update sequence element #" + i + " has length " + both.size() + "; 2 is required");
            }
            Keys.put(map, both.get(0), both.get(1));
            budget.size(map.size());
        }
        return map;
    }

    private static Object toFloat(@Nullable Object value) {
        if (!Args.given(value)) {
            return 0.0;
        }
        if (value instanceof String text) {
            return NumberText.toFloat(text);
        }
        if (!Type.isNumber(value)) {
            throw PythonError.type(
                    "float() argument must be a string or a real number, not '" + Type.name(value) + "'");
        }
        return Floats.of(value);
    }

    private static Object toInt(Object[] a, Budget budget) {
        if (Args.given(a[1])) {
            NumberText.checkBase(Ints.argument(a[1]));
            if (!(a[0] instanceof String text)) {
                throw PythonError.type("int() can't convert non-string with explicit base");
            }
            return NumberText.toInt(text, Ints.argument(a[1]), budget);
        }
        if (!Args.given(a[0])) {
            return 0L;
        }
        if (a[0] instanceof String text) {
            return NumberText.toInt(text, 10, budget);
        }
        if (a[0] instanceof Double real) {
            return Floats.toInt(real);
        }
        if (!Type.isInt(a[0])) {
            throw PythonError.type("int() argument must be a string, a bytes-like object or a real number, not '"
                    + Type.name(a[0]) + "'");
        }
        return Ints.of(Ints.big(a[0]));
    }

    private static Object range(Object[] a, Budget budget) {
        long first = Ints.argument(a[0]);
        if (!Args.given(a[1])) {
            return RangeValue.of(0, first, 1, budget);
        }
        return RangeValue.of(first, Ints.argument(a[1]), Args.index(a[2], 1), budget);
    }
}
