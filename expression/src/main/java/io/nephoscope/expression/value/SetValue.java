package io.nephoscope.expression.value;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A set. Keeps the order in which its elements came, which Python leaves to chance. */
public final class SetValue implements PythonValue {

    private final Map<Object, Object> elements = new LinkedHashMap<>();

    /** Drains an iterator. */
    public static SetValue of(Iterator<?> iterator, Budget budget) {
        SetValue set = new SetValue();
        while (iterator.hasNext()) {
            set.add(iterator.next());
            budget.size(set.size());
        }
        return set;
    }

    /** The elements of something that is no larger than what is there already. */
    static SetValue of(Iterator<?> iterator) {
        SetValue set = new SetValue();
        iterator.forEachRemaining(set::add);
        return set;
    }

    /** A set, or the keys or items of a dict as one; null for others. */
    static @Nullable SetValue view(@Nullable Object value) {
        return value instanceof SetValue set ? set : value instanceof DictView view ? view.asSet() : null;
    }

    /** For whoever makes the set; nobody changes one that others have seen. */
    public void add(@Nullable Object element) {
        elements.putIfAbsent(Keys.canonical(element), element);
    }

    public boolean contains(@Nullable Object element) {
        return elements.containsKey(Keys.canonical(element));
    }

    public boolean containsAll(SetValue other) {
        return elements.keySet().containsAll(other.elements.keySet());
    }

    public int size() {
        return elements.size();
    }

    public List<Object> asList() {
        return new ArrayList<>(elements.values());
    }

    public SetValue union(SetValue other) {
        SetValue result = copy();
        other.elements.forEach(result.elements::putIfAbsent);
        return result;
    }

    public SetValue intersection(SetValue other) {
        boolean isSmaller = size() < other.size();
        SetValue larger = isSmaller ? other : this;
        SetValue smaller = isSmaller ? this : other;
        SetValue result = new SetValue();
        smaller.elements.forEach((key, element) -> {
            if (larger.elements.containsKey(key)) {
                result.elements.put(key, element);
            }
        });
        return result;
    }

    public SetValue difference(SetValue other) {
        SetValue result = copy();
        other.elements.keySet().forEach(result.elements::remove);
        return result;
    }

    public SetValue symmetricDifference(SetValue other) {
        return difference(other).union(other.difference(this));
    }

    private SetValue copy() {
        SetValue copy = new SetValue();
        copy.elements.putAll(elements);
        return copy;
    }

    @Override
    public Type type() {
        return Type.SET;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SetValue set && elements.keySet().equals(set.elements.keySet());
    }

    @Override
    public int hashCode() {
        return elements.keySet().hashCode();
    }
}
