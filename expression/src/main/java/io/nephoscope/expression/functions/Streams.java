package io.nephoscope.expression.functions;

import io.nephoscope.expression.value.BinaryOperator;
import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.Callable;
import io.nephoscope.expression.value.DictView;
import io.nephoscope.expression.value.Ints;
import io.nephoscope.expression.value.Ordering;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.Sequences;
import io.nephoscope.expression.value.Stream;
import io.nephoscope.expression.value.Truth;
import io.nephoscope.expression.value.Tuple;
import io.nephoscope.expression.value.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Functions that go through elements: filter, map, zip, sorted, max and their kin. */
final class Streams {

    static final List<Function> FUNCTIONS = List.of(
            Function.of("all", "iterable, /", (a, b) -> all(a[0], b)),
            Function.of("any", "iterable, /", (a, b) -> any(a[0], b)),
            Function.of("enumerate", "iterable, start=", Streams::enumerate),
            Function.of("filter", "function, iterable, /", Streams::filter),
            Function.of("iter", "iterable, /", (a, b) -> iter(a[0], b)),
            Function.of("map", "function, iterable, /, *iterables", Streams::map),
            Function.of("max", "first, /, *others, key=, default=", (a, b) -> extreme(a, Ordering.GREATER, "max", b)),
            Function.of("min", "first, /, *others, key=, default=", (a, b) -> extreme(a, Ordering.LESS, "min", b)),
            Function.of("next", "iterator, default=, /", Streams::next),
            Function.of("reduce", "function, iterable, initial=, /", Streams::reduce),
            Function.of("reversed", "sequence, /", (a, b) -> reversed(a[0], b)),
            Function.of("sorted", "iterable, /, *, key=, reverse=", Streams::sorted),
            Function.of("zip", "*iterables, strict=", Streams::zip));

    private Streams() {}

    private static Object all(@Nullable Object iterable, Budget budget) {
        Iterator<?> elements = Stream.over(iterable, budget);
        while (elements.hasNext()) {
            if (!Truth.of(elements.next())) {
                return false;
            }
        }
        return true;
    }

    private static Object any(@Nullable Object iterable, Budget budget) {
        Iterator<?> elements = Stream.over(iterable, budget);
        while (elements.hasNext()) {
            if (Truth.of(elements.next())) {
                return true;
            }
        }
        return false;
    }

    /** An iterator that looks one element ahead, but only when somebody asks. */
    private abstract static class Lazy implements Iterator<Object> {

        private boolean ready;
        private @Nullable Object next;

        /** Finds the next element and tells {@link #found}, or does nothing at the end. */
        abstract void advance();

        final void found(@Nullable Object element) {
            next = element;
            ready = true;
        }

        final boolean isReady() {
            return ready;
        }

        @Override
        public final boolean hasNext() {
            if (!ready) {
                advance();
            }
            return ready;
        }

        @Override
        public final @Nullable Object next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            ready = false;
            return next;
        }
    }

    private static Object enumerate(Object[] a, Budget budget) {
        Iterator<?> elements = Stream.over(a[0], budget);
        if (Args.given(a[1])) {
            Ints.argument(a[1]);
        }
        Object start = Args.given(a[1]) ? Ints.of(Ints.big(a[1])) : Long.valueOf(0);
        return new Stream("enumerate", new Lazy() {
            private @Nullable Object index = start;

            @Override
            void advance() {
                if (elements.hasNext()) {
                    found(new Tuple(index, elements.next()));
                    index = BinaryOperator.ADD.apply(index, 1L, budget);
                }
            }
        });
    }

    private static Object filter(Object[] a, Budget budget) {
        Iterator<?> elements = Stream.over(a[1], budget);
        Object function = a[0];
        boolean isTrue = function == null;
        return new Stream("filter", new Lazy() {
            @Override
            void advance() {
                while (!isReady() && elements.hasNext()) {
                    Object element = elements.next();
                    if (Truth.of(isTrue ? element : Callable.of(function).call(new Object[] {element}, budget))) {
                        found(element);
                    }
                }
            }
        });
    }

    private static Object iter(@Nullable Object iterable, Budget budget) {
        return iterable instanceof Stream
                ? iterable
                : new Stream(Type.name(iterable) + "_iterator", Stream.over(iterable, budget));
    }

    private static Object map(Object[] a, Budget budget) {
        List<Iterator<?>> sources = new ArrayList<>();
        sources.add(Stream.over(a[1], budget));
        for (Object iterable : (Object[]) a[2]) {
            sources.add(Stream.over(iterable, budget));
        }
        Object function = a[0];
        return new Stream("map", new Lazy() {
            @Override
            void advance() {
                Object[] row = row(sources, false);
                if (row.length > 0) {
                    found(Callable.of(function).call(row, budget));
                }
            }
        });
    }

    /** One element of each source; empty where the first of them ends. */
    private static Object[] row(List<Iterator<?>> sources, boolean strict) {
        Object[] row = new Object[sources.size()];
        for (int i = 0; i < row.length; i++) {
            if (!sources.get(i).hasNext()) {
                if (strict) {
                    checkEnd(sources, i);
                }
                return new Object[0];
            }
            row[i] = sources.get(i).next();
        }
        return row;
    }

    private static void checkEnd(List<Iterator<?>> sources, int ended) {
        for (int i = ended == 0 ? 1 : ended; i < sources.size(); i++) {
            boolean shorter = ended > 0;
            if (shorter || sources.get(i).hasNext()) {
                String others = i == 1 ? " 1" : "s 1-" + i;
                throw PythonError.value("zip() argument " + (i + 1) + " is " + (shorter ? "shorter" : "longer")
                        + " than argument" + others);
            }
        }
    }

    private static Object zip(Object[] a, Budget budget) {
        List<Iterator<?>> sources = new ArrayList<>();
        for (Object iterable : (Object[]) a[0]) {
            sources.add(Stream.over(iterable, budget));
        }
        boolean strict = Args.given(a[1]) && Truth.of(a[1]);
        return new Stream("zip", new Lazy() {
            @Override
            void advance() {
                Object[] row = row(sources, strict);
                if (row.length > 0) {
                    found(new Tuple(row));
                }
            }
        });
    }

    /** Arguments: first, others, key, default. */
    private static @Nullable Object extreme(Object[] a, Ordering better, String name, Budget budget) {
        Object[] others = (Object[]) a[1];
        boolean several = others.length > 0;
        if (several && Args.given(a[3])) {
            throw PythonError.type("Cannot specify a default for " + name + "() with multiple positional arguments");
        }
        Iterator<?> elements = several ? all(a[0], others).iterator() : Stream.over(a[0], budget);
        if (!elements.hasNext()) {
            if (Args.given(a[3])) {
                return a[3];
            }
            throw PythonError.value(name + "() arg is an empty sequence");
        }
        Object best = elements.next();
        Object bestKey = key(a[2], best, budget);
        while (elements.hasNext()) {
            Object element = elements.next();
            Object key = key(a[2], element, budget);
            if (better.test(key, bestKey, budget)) {
                best = element;
                bestKey = key;
            }
        }
        return best;
    }

    private static List<Object> all(@Nullable Object first, Object[] others) {
        List<Object> all = new ArrayList<>();
        all.add(first);
        Collections.addAll(all, others);
        return all;
    }

    private static @Nullable Object key(@Nullable Object function, @Nullable Object element, Budget budget) {
        return Args.some(function) ? Callable.of(function).call(new Object[] {element}, budget) : element;
    }

    private static @Nullable Object next(Object[] a, Budget budget) {
        if (!(a[0] instanceof Stream stream)) {
            throw PythonError.type("'" + Type.name(a[0]) + "' object is not an iterator");
        }
        if (stream.hasNext()) {
            return stream.next();
        }
        if (Args.given(a[1])) {
            return a[1];
        }
        throw Builtins.stop();
    }

    private static @Nullable Object reduce(Object[] a, Budget budget) {
        Iterator<?> elements = Stream.over(a[1], budget);
        Object result = a[2];
        if (!Args.given(result)) {
            if (!elements.hasNext()) {
                throw PythonError.type("reduce() of empty iterable with no initial value");
            }
            result = elements.next();
        }
        while (elements.hasNext()) {
            result = Callable.of(a[0]).call(new Object[] {result, elements.next()}, budget);
        }
        return result;
    }

    private static Object reversed(@Nullable Object sequence, Budget budget) {
        Object ordered =
                switch (Type.of(sequence)) {
                    case STR, LIST, TUPLE, RANGE, DICT, KEYS, VALUES, ITEMS -> sequence;
                    default -> throw PythonError.type("'" + Type.name(sequence) + "' object is not reversible");
                };
        List<Object> elements = Sequences.toList(ordered, budget);
        Collections.reverse(elements);
        boolean view = sequence instanceof Map || sequence instanceof DictView;
        return new Stream(view ? "dict_reversekeyiterator" : "reversed", elements.iterator());
    }

    private static Object sorted(Object[] a, Budget budget) {
        List<Object> values = Sequences.toList(a[0], budget);
        List<Object> keys = values;
        if (Args.some(a[1])) {
            keys = new ArrayList<>(values.size());
            for (Object value : values) {
                keys.add(key(a[1], value, budget));
            }
        }
        if (Args.given(a[2]) && !Type.isInt(a[2])) {
            throw PythonError.type("'" + Type.name(a[2]) + "' object cannot be interpreted as an integer");
        }
        budget.steps((long) values.size() * (64 - Long.numberOfLeadingZeros(values.size())) / 4);
        return Ordering.sort(values, keys, Args.given(a[2]) && Truth.of(a[2]), budget);
    }
}
