package io.nephoscope.expression.value;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be gone through once: a generator, or what {@code filter}, {@code map}, {@code zip} and the like give. */
public final class Stream implements PythonValue, Iterator<Object> {

    private final String typeName;
    private final Iterator<?> elements;

    public Stream(String typeName, Iterator<?> elements) {
        this.typeName = typeName;
        this.elements = elements;
    }

    @Override
    public boolean hasNext() {
        return elements.hasNext();
    }

    @Override
    public @Nullable Object next() {
        return elements.next();
    }

    @Override
    public Type type() {
        return Type.ITERATOR;
    }

    @Override
    public String typeName() {
        return typeName;
    }

    /** Goes through anything that Python can go through, and pays a step for each element. */
    public static Iterator<?> over(@Nullable Object value, Budget budget) {
        if (value instanceof Stream stream) {
            return stream;
        }
        return new Metered(elements(value), budget);
    }

    private static Iterator<?> elements(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.iterator();
        }
        Iterator<?> elements = Sequences.elementsOf(value);
        if (elements == null) {
            throw PythonError.type("'" + Type.name(value) + "' object is not iterable");
        }
        return elements;
    }

    private record Metered(Iterator<?> elements, Budget budget) implements Iterator<Object> {

        @Override
        public boolean hasNext() {
            return elements.hasNext();
        }

        @Override
        public @Nullable Object next() {
            budget.step();
            return elements.next();
        }
    }
}
