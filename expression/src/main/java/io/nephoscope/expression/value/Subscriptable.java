package io.nephoscope.expression.value;

import org.jspecify.annotations.Nullable;

/** A value of our own that square brackets may follow. */
public interface Subscriptable extends PythonValue {

    @Nullable
    Object item(@Nullable Object index);
}
