package io.nephoscope.expression.value;

import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as {@code str} and {@code repr} write them. */
public final class Text {

    private static final int MOST_DIGITS = 4300;
    private static final int BITS_OF_MOST_DIGITS = 14_285;

    private Text() {}

    public static String str(@Nullable Object value, Budget budget) {
        return value instanceof String text ? text : repr(value, budget);
    }

    public static String repr(@Nullable Object value, Budget budget) {
        if (value instanceof Long) {
            return value.toString();
        }
        StringBuilder out = new StringBuilder();
        write(out, value, budget);
        budget.text(out.length());
        return out.toString();
    }

    private static void write(StringBuilder out, @Nullable Object value, Budget budget) {
        budget.step();
        budget.length(out.length());
        switch (Type.of(value)) {
            case NONE -> out.append("None");
            case STR -> quote(out, String.valueOf(value));
            case BOOL -> out.append(Boolean.TRUE.equals(value) ? "True" : "False");
            case INT -> out.append(digits(value));
            case FLOAT -> out.append(Floats.repr(Floats.of(value)));
            case LIST -> elements(out, "[", Stream.over(value, budget), "]", budget);
            case DICT -> entries(out, value, budget);
            case TUPLE ->
                elements(out, "(", Stream.over(value, budget), Sequences.size(value) == 1 ? ",)" : ")", budget);
            case SET -> set(out, value, budget);
            case KEYS, VALUES, ITEMS ->
                elements(out.append(Type.name(value)), "([", Stream.over(value, budget), "])", budget);
            default -> out.append(value);
        }
    }

    /** An integer in decimal digits; as many as Python's limit allows. */
    public static String digits(@Nullable Object integer) {
        BigInteger number = Ints.big(integer);
        if (number.bitLength() > BITS_OF_MOST_DIGITS
                || (number.bitLength() > BITS_OF_MOST_DIGITS - 8
                        && number.abs().toString().length() > MOST_DIGITS)) {
            throw PythonError.value("Exceeds the limit (4300 digits) for integer string conversion");
        }
        return number.toString();
    }

    private static void set(StringBuilder out, @Nullable Object value, Budget budget) {
        if (Sequences.size(value) == 0) {
            out.append("set()");
        } else {
            elements(out, "{", Stream.over(value, budget), "}", budget);
        }
    }

    private static void elements(StringBuilder out, String open, Iterator<?> elements, String close, Budget budget) {
        out.append(open);
        while (elements.hasNext()) {
            write(out, elements.next(), budget);
            if (elements.hasNext()) {
                out.append(", ");
            }
        }
        out.append(close);
    }

    private static void entries(StringBuilder out, @Nullable Object value, Budget budget) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : value instanceof Map<?, ?> map ? map.entrySet() : List.<Map.Entry<?, ?>>of()) {
            budget.step();
            write(out.append(separator), entry.getKey(), budget);
            write(out.append(": "), entry.getValue(), budget);
            separator = ", ";
        }
        out.append('}');
    }

    /** A text in quotes. */
    public static String quoted(String text) {
        StringBuilder out = new StringBuilder();
        quote(out, text);
        return out.toString();
    }

    private static void quote(StringBuilder out, String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == quote || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c >= ' ' && c < 0x7F) {
                out.append((char) c);
            } else {
                special(out, c);
            }
        }
        out.append(quote);
    }

    private static void special(StringBuilder out, int c) {
        int known = "\t\n\r".indexOf(c);
        if (known >= 0) {
            out.append('\\').append("tnr".charAt(known));
        } else if (isPrintable(c)) {
            out.appendCodePoint(c);
        } else {
            out.append(escaped(c));
        }
    }

    /** The shortest of the escapes with x, u and U. */
    public static String escaped(int c) {
        return c < 0x100 ? String.format("\\x%02x", c) : String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
    }

    /** Whether {@code repr} shows a character as it is. */
    public static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
