package io.nephoscope.expression.value;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys, values or items of a dict. */
public record DictView(Map<?, ?> map, Type type) implements PythonValue {

    public int size() {
        return map.size();
    }

    /** The elements; items as tuples. */
    public Iterator<?> iterator() {
        if (type != Type.ITEMS) {
            Collection<?> elements = type == Type.KEYS ? map.keySet() : map.values();
            return elements.iterator();
        }
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        return new Iterator<Tuple>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public Tuple next() {
                Map.Entry<?, ?> entry = entries.next();
                return new Tuple(entry.getKey(), entry.getValue());
            }
        };
    }

    /** As a set, which keys and items are; null for values. */
    public @Nullable SetValue asSet() {
        return type == Type.VALUES ? null : SetValue.of(iterator());
    }
}
