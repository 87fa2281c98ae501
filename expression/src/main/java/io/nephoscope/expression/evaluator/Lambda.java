package io.nephoscope.expression.evaluator;

import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.Callable;
import io.nephoscope.expression.value.PythonError;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes a function. */
final class Lambda extends Node {

    private final int parameters;
    private final int slots;
    private final Node body;

    /** @param slots of a call's frame, the parameters first */
    Lambda(int parameters, int slots, Node body, int offset) {
        super(offset);
        this.parameters = parameters;
        this.slots = slots;
        this.body = body;
    }

    @Override
    Object evaluate(Frame frame) {
        return new Closure(this, frame);
    }

    private record Closure(Lambda lambda, Frame frame) implements Callable {

        @Override
        public @Nullable Object call(Object[] arguments, Budget budget) {
            if (arguments.length != lambda.parameters) {
                throw PythonError.type("<lambda>() takes " + lambda.parameters + " positional argument"
                        + (lambda.parameters == 1 ? "" : "s") + " but " + arguments.length
                        + (arguments.length == 1 ? " was given" : " were given"));
            }
            budget.enter();
            try {
                return lambda.body.evaluate(new Frame(Arrays.copyOf(arguments, lambda.slots), frame, budget));
            } finally {
                budget.leave();
            }
        }

        @Override
        public String toString() {
            return "<function <lambda>>";
        }
    }
}
