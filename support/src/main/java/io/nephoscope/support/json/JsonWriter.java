package io.nephoscope.support.json;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as JSON on one line: null, truth values, numbers, texts, maps, collections and arrays of them.
 * Whatever else comes is written as its text. What JSON has no number for (NaN, infinities) becomes a text, and
 * characters that would break a line or steer a terminal are escaped.
 */
public final class JsonWriter {

    private static final int DEEPEST = 200;
    private static final int PLAIN_SCALE = 100;
    private static final Set<Class<?>> NUMBERS =
            Set.of(Byte.class, Short.class, Integer.class, Long.class, BigInteger.class, Float.class, Double.class);

    private final Function<Object, @Nullable Object> views;

    private JsonWriter(Function<Object, @Nullable Object> views) {
        this.views = views;
    }

    /** A writer of plain values. */
    public static JsonWriter plain() {
        return new JsonWriter(object -> null);
    }

    /**
     * A writer of plain values and objects.
     *
     * @param views gives the plain value that stands for an object, such as a map of its fields; null for its text
     */
    public static JsonWriter of(Function<Object, @Nullable Object> views) {
        return new JsonWriter(views);
    }

    /** The value as JSON. */
    public String text(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    /**
     * Appends the value as JSON.
     *
     * @throws IllegalArgumentException if it is nested deeper than any honest value, such as one that holds itself
     */
    public void append(StringBuilder out, @Nullable Object value) {
        append(out, value, 0);
    }

    private void append(StringBuilder out, @Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("a value is nested deeper than " + DEEPEST);
        }
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof CharSequence || value instanceof Enum<?>) {
            appendText(out, value.toString());
        } else if (value instanceof Number number) {
            appendNumber(out, number);
        } else if (value instanceof Map<?, ?> map) {
            appendObject(out, map, depth);
        } else if (value instanceof Iterable<?> items) {
            appendArray(out, items, depth);
        } else if (value.getClass().isArray()) {
            appendArray(out, value, depth);
        } else {
            Object view = views.apply(value);
            if (view == null) {
                appendText(out, value.toString());
            } else {
                append(out, view, depth + 1);
            }
        }
    }

    private static void appendNumber(StringBuilder out, Number number) {
        if (number instanceof BigDecimal decimal) {
            out.append(Math.abs(decimal.scale()) <= PLAIN_SCALE ? decimal.toPlainString() : decimal.toString());
        } else if (NUMBERS.contains(number.getClass()) && isFinite(number)) {
            out.append(number);
        } else {
            appendText(out, number.toString());
        }
    }

    /** Only floating point knows what is not; the double of a long integer may be infinite. */
    private static boolean isFinite(Number number) {
        return !(number instanceof Double || number instanceof Float) || Double.isFinite(number.doubleValue());
    }

    private void appendObject(StringBuilder out, Map<?, ?> object, int depth) {
        String separator = "";
        out.append('{');
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            out.append(separator);
            appendText(out, String.valueOf(entry.getKey()));
            out.append(':');
            append(out, entry.getValue(), depth + 1);
            separator = ",";
        }
        out.append('}');
    }

    private void appendArray(StringBuilder out, Iterable<?> items, int depth) {
        String separator = "";
        out.append('[');
        for (Object item : items) {
            out.append(separator);
            append(out, item, depth + 1);
            separator = ",";
        }
        out.append(']');
    }

    private void appendArray(StringBuilder out, Object array, int depth) {
        out.append('[');
        for (int i = 0; i < Array.getLength(array); i++) {
            out.append(i == 0 ? "" : ",");
            append(out, Array.get(array, i), depth + 1);
        }
        out.append(']');
    }

    private static void appendText(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (isEscaped(c)) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Surrogates are escaped in any case: half a pair has no bytes in UTF-8. */
    private static boolean isEscaped(char c) {
        return Character.isISOControl(c) || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029';
    }
}
