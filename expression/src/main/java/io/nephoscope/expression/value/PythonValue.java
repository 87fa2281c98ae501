package io.nephoscope.expression.value;

/** A value that only lives inside of expressions. */
public interface PythonValue {

    Type type();

    /** The name of the type as Python prints it. */
    default String typeName() {
        return type().text();
    }
}
