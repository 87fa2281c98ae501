package io.nephoscope.expression.value;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** What counts as true in a condition: all but None, False, zeros and what is empty. */
public final class Truth {

    private Truth() {}

    public static boolean of(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value == null) {
            return false;
        }
        if (value instanceof String text) {
            return !text.isEmpty();
        }
        if (value instanceof Long number) {
            return number != 0;
        }
        if (value instanceof Double number) {
            return number != 0;
        }
        return value instanceof BigInteger || Sequences.size(value) != 0;
    }
}
