package io.nephoscope.expression.value;

import org.jspecify.annotations.Nullable;

/** Values in the text of f-strings and of {@code format}. */
public final class Conversion {

    private Conversion() {}

    /** What {@code !s}, {@code !r} and {@code !a} make of a value. */
    public static String apply(char conversion, @Nullable Object value, Budget budget) {
        return switch (conversion) {
            case 's' -> Text.str(value, budget);
            case 'r' -> Text.repr(value, budget);
            case 'a' -> ascii(Text.repr(value, budget));
            default -> throw PythonError.value("Unknown conversion specifier " + conversion);
        };
    }

    private static String ascii(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c < 0x80) {
                out.append((char) c);
            } else {
                out.append(Text.escaped(c));
            }
        });
        return out.toString();
    }

    /** {@code format(value, spec)}. */
    public static String format(@Nullable Object value, String spec, Budget budget) {
        return FormatSpec.format(value, spec, budget);
    }
}
