package io.nephoscope.expression.evaluator;

import io.nephoscope.expression.tree.Syntax;
import io.nephoscope.expression.value.Keys;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.SetValue;
import io.nephoscope.expression.value.Stream;
import io.nephoscope.expression.value.Tuple;
import io.nephoscope.expression.value.Type;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists, tuples, sets and dicts written out. */
final class Displays {

    private Displays() {}

    /** {@code *items} within a display or call; never evaluated by itself. */
    static final class Starred extends Node {

        final Node items;

        Starred(Node items, int offset) {
            super(offset);
            this.items = items;
        }

        @Override
        @Nullable
        Object evaluate(Frame frame) {
            return items.evaluate(frame);
        }
    }

    /** The values of items, those with a star one by one. */
    static List<Object> values(Node[] items, Frame frame) {
        List<Object> values = new ArrayList<>(items.length);
        for (Node item : items) {
            if (item instanceof Starred) {
                addAll(values, item, frame);
            } else {
                values.add(item.evaluate(frame));
            }
        }
        frame.budget.steps(items.length);
        return values;
    }

    private static void addAll(List<Object> values, Node item, Frame frame) {
        Object all = item.evaluate(frame);
        try {
            Iterator<?> elements = Stream.over(all, frame.budget);
            while (elements.hasNext()) {
                values.add(elements.next());
                frame.budget.size(values.size());
            }
        } catch (PythonError e) {
            throw e.at(item.offset);
        }
    }

    static final class Display extends Node {

        private final Syntax.Kind kind;
        private final Node[] items;

        Display(Syntax.Kind kind, Node[] items, int offset) {
            super(offset);
            this.kind = kind;
            this.items = items;
        }

        @Override
        Object evaluate(Frame frame) {
            List<Object> values = values(items, frame);
            try {
                return switch (kind) {
                    case TUPLE -> Tuple.of(values);
                    case SET -> SetValue.of(values.iterator(), frame.budget);
                    default -> values;
                };
            } catch (PythonError e) {
                throw e.at(offset);
            }
        }
    }

    static final class DictDisplay extends Node {

        /** Null where the value is a dict whose entries are meant. */
        private final @Nullable Node[] keys;

        private final Node[] values;

        DictDisplay(@Nullable Node[] keys, Node[] values, int offset) {
            super(offset);
            this.keys = keys;
            this.values = values;
        }

        /** Entries are evaluated up to the next {@code **} before the first of them is put in. */
        @Override
        @SuppressWarnings("NullAway") // Python's None is null
        Object evaluate(Frame frame) {
            Map<Object, Object> map = new LinkedHashMap<>();
            Object[] entries = new Object[2 * values.length];
            int pending = 0;
            for (int i = 0; i < values.length; i++) {
                Node key = keys[i];
                if (key == null) {
                    Object other = values[i].evaluate(frame);
                    put(map, entries, pending);
                    pending = 0;
                    putAll(map, other, frame);
                } else {
                    entries[pending++] = key.evaluate(frame);
                    entries[pending++] = values[i].evaluate(frame);
                }
            }
            put(map, entries, pending);
            frame.budget.steps(values.length);
            return map;
        }

        private void put(Map<Object, Object> map, Object[] entries, int count) {
            try {
                for (int i = 0; i < count; i += 2) {
                    Keys.put(map, entries[i], entries[i + 1]);
                }
            } catch (PythonError e) {
                throw e.at(offset);
            }
        }

        private void putAll(Map<Object, Object> map, @Nullable Object value, Frame frame) {
            if (!(value instanceof Map<?, ?> other)) {
                throw PythonError.type("'" + Type.name(value) + "' object is not a mapping")
                        .at(offset);
            }
            frame.budget.elements((long) map.size() + other.size());
            other.forEach((key, element) -> Keys.put(map, key, element));
        }
    }
}
