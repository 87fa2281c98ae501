package io.nephoscope.expression.functions;

import io.nephoscope.expression.value.Absent;
import io.nephoscope.expression.value.Ints;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.Type;
import org.jspecify.annotations.Nullable;

/** Reads arguments. */
final class Args {

    private Args() {}

    static boolean given(@Nullable Object argument) {
        return argument != Absent.ABSENT;
    }

    /** Whether an argument was given and is not None. */
    static boolean some(@Nullable Object argument) {
        return given(argument) && argument != null;
    }

    static String text(@Nullable Object argument, String function) {
        if (argument instanceof String text) {
            return text;
        }
        throw PythonError.type(function + "() argument must be str, not " + Type.name(argument));
    }

    static long index(@Nullable Object argument, long otherwise) {
        return given(argument) ? Ints.argument(argument) : otherwise;
    }
}
