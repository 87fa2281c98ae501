package io.nephoscope.expression.evaluator;

import io.nephoscope.expression.value.Truth;
import org.jspecify.annotations.Nullable;

/** A part of an expression, ready to be evaluated. Immutable, and shared by all threads that evaluate it. */
abstract class Node {

    /** Where this part stands in the text. */
    final int offset;

    Node(int offset) {
        this.offset = offset;
    }

    abstract @Nullable Object evaluate(Frame frame);

    /** As a condition. */
    boolean test(Frame frame) {
        return Truth.of(evaluate(frame));
    }
}
