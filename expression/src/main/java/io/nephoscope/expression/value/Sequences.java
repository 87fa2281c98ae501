package io.nephoscope.expression.value;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What lists, tuples, ranges, texts, dicts and sets have in common: elements. */
public final class Sequences {

    private Sequences() {}

    /** An iterator, or null where there are no elements. */
    static @Nullable Iterator<?> elementsOf(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.keySet().iterator();
        }
        if (value instanceof String text) {
            return characters(text).iterator();
        }
        if (value instanceof DictView view) {
            return view.iterator();
        }
        List<?> list = listOf(value);
        return list == null ? null : list.iterator();
    }

    /** The list behind a list, tuple, range or set; null for others. */
    public static @Nullable List<?> listOf(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        if (value instanceof Tuple tuple) {
            return tuple.asList();
        }
        if (value instanceof RangeValue range) {
            return range.asList();
        }
        return value instanceof SetValue set ? set.asList() : null;
    }

    /** One text per code point. */
    public static List<String> characters(String text) {
        List<String> characters = new ArrayList<>(text.length());
        for (int i = 0; i < text.length(); ) {
            int end = i + Character.charCount(text.codePointAt(i));
            characters.add(text.substring(i, end));
            i = end;
        }
        return characters;
    }

    /** How many elements there are; -1 where that cannot be said. */
    public static int size(@Nullable Object value) {
        if (value instanceof String text) {
            return text.codePointCount(0, text.length());
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        if (value instanceof DictView view) {
            return view.size();
        }
        if (value instanceof SetValue set) {
            return set.size();
        }
        List<?> list = listOf(value);
        return list == null ? -1 : list.size();
    }

    /** All elements as a new list. */
    public static List<Object> toList(@Nullable Object value, Budget budget) {
        List<Object> result = new ArrayList<>(Math.max(0, Math.min(size(value), 1024)));
        Iterator<?> elements = Stream.over(value, budget);
        while (elements.hasNext()) {
            result.add(elements.next());
            budget.size(result.size());
        }
        return result;
    }

    /** Whether an element is there, as {@code in} sees it. */
    public static boolean contains(@Nullable Object container, @Nullable Object element, Budget budget) {
        if (container instanceof Map<?, ?> map) {
            return Keys.get(map, element) != Absent.ABSENT;
        }
        if (container instanceof SetValue set) {
            return set.contains(element);
        }
        if (container instanceof String text) {
            if (element instanceof String part) {
                budget.steps(text.length() / 16);
                return text.contains(part);
            }
            throw PythonError.type("'in <string>' requires string as left operand, not " + Type.name(element));
        }
        if (container instanceof DictView view && view.type() == Type.KEYS) {
            return Keys.get(view.map(), element) != Absent.ABSENT;
        }
        if (size(container) < 0 && !(container instanceof Stream)) {
            throw PythonError.type("argument of type '" + Type.name(container) + "' is not iterable");
        }
        return find(Stream.over(container, budget), element, budget);
    }

    private static boolean find(Iterator<?> elements, @Nullable Object element, Budget budget) {
        while (elements.hasNext()) {
            if (Equality.same(elements.next(), element, budget)) {
                return true;
            }
        }
        return false;
    }
}
