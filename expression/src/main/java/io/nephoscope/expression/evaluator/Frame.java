package io.nephoscope.expression.evaluator;

import io.nephoscope.expression.value.Budget;
import org.jspecify.annotations.Nullable;

/** The names of one call: variables, parameters, targets of comprehensions, each in its slot. */
final class Frame {

    final Object[] slots;
    final Budget budget;
    private final @Nullable Frame outer;

    Frame(Object[] slots, @Nullable Frame outer, Budget budget) {
        this.slots = slots;
        this.outer = outer;
        this.budget = budget;
    }

    /** The frame so many functions further out. */
    Frame outer(int distance) {
        Frame frame = this;
        for (int i = 0; i < distance && frame.outer != null; i++) {
            frame = frame.outer;
        }
        return frame;
    }
}
