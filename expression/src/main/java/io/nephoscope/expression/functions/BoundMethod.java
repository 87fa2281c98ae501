package io.nephoscope.expression.functions;

import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.Callable;
import org.jspecify.annotations.Nullable;

/** A method with the value that stood before the point, to be handed to {@code map} and the like. */
public record BoundMethod(@Nullable Object self, Function method) implements Callable {

    @Override
    @SuppressWarnings("NullAway") // Python's None is null
    public @Nullable Object call(Object[] arguments, Budget budget) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = self;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return method.call(all, budget);
    }

    @Override
    public String typeName() {
        return "builtin_function_or_method";
    }
}
