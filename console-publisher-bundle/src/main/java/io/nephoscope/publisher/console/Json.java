package io.nephoscope.publisher.console;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON values: null, strings, truth values, numbers, maps and lists of them. */
final class Json {

    private Json() {}

    static void append(StringBuilder out, @Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            appendObject(out, object);
        } else if (value instanceof Iterable<?> array) {
            appendArray(out, array);
        } else if (value == null || value instanceof Boolean || isJsonNumber(value)) {
            out.append(value);
        } else {
            appendString(out, value.toString());
        }
    }

    /** JSON knows no infinities: they are written as strings. */
    private static boolean isJsonNumber(Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue());
    }

    private static void appendObject(StringBuilder out, Map<?, ?> object) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            out.append(separator);
            appendString(out, String.valueOf(entry.getKey()));
            out.append(':');
            append(out, entry.getValue());
            separator = ",";
        }
        out.append(object.isEmpty() ? "{}" : "}");
    }

    private static void appendArray(StringBuilder out, Iterable<?> array) {
        String separator = "";
        out.append('[');
        for (Object item : array) {
            out.append(separator);
            append(out, item);
            separator = ",";
        }
        out.append(']');
    }

    private static void appendString(StringBuilder out, String text) {
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
                    if (c < ' ' || Character.isSurrogate(c)) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
