package io.nephoscope.expression.value;

import org.jspecify.annotations.Nullable;

/** What may stand before parentheses, or be handed to {@code map} and the like. */
public interface Callable extends PythonValue {

    @Nullable
    Object call(Object[] arguments, Budget budget);

    @Override
    default Type type() {
        return Type.FUNCTION;
    }

    static Callable of(@Nullable Object value) {
        if (value instanceof Callable callable) {
            return callable;
        }
        throw PythonError.type("'" + Type.name(value) + "' object is not callable");
    }
}
