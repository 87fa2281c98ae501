package io.nephoscope.expression.value;

/** Stands for an argument that was not given, since null is Python's None. */
public enum Absent {
    ABSENT
}
