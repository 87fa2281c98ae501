package io.nephoscope.expression.value;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tuple. Equal to another by Python's rules, so that it can be a key. */
public final class Tuple implements PythonValue {

    private final Object[] items;

    public Tuple(@Nullable Object... items) {
        this.items = items;
    }

    public static Tuple of(List<?> items) {
        return new Tuple(items.toArray());
    }

    public int size() {
        return items.length;
    }

    public @Nullable Object get(int index) {
        return items[index];
    }

    /** A view. */
    public List<Object> asList() {
        return Collections.unmodifiableList(Arrays.asList(items));
    }

    @Override
    public Type type() {
        return Type.TUPLE;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tuple tuple && Equality.ofLists(asList(), tuple.asList());
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (Object item : items) {
            Object key = Keys.canonical(item);
            hash = 31 * hash + (key == null ? 0 : key.hashCode());
        }
        return hash;
    }
}
