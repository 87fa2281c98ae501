package io.nephoscope.expression.functions;

import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code json}: texts to values and back. */
final class JsonModule {

    static final List<Function> FUNCTIONS = List.of(
            Function.of(
                    "dumps",
                    "obj, *, indent=, separators=, sort_keys=, ensure_ascii=, allow_nan=, skipkeys=",
                    (a, b) -> JsonPrinter.print(a, b)),
            Function.of("loads", "s", JsonModule::loads));

    private JsonModule() {}

    private static @Nullable Object loads(Object[] a, Budget budget) {
        if (!(a[0] instanceof String text)) {
            throw PythonError.type("the JSON object must be str, bytes or bytearray, not " + Type.name(a[0]));
        }
        return new JsonTextReader(text, budget).read();
    }
}
