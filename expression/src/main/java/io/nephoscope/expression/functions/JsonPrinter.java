package io.nephoscope.expression.functions;

import io.nephoscope.expression.ErrorKind;
import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.Floats;
import io.nephoscope.expression.value.Ints;
import io.nephoscope.expression.value.Keys;
import io.nephoscope.expression.value.Ordering;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.Sequences;
import io.nephoscope.expression.value.Text;
import io.nephoscope.expression.value.Truth;
import io.nephoscope.expression.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as Python writes it: a space after each comma and colon, ASCII only, unless told otherwise. */
final class JsonPrinter {

    private final StringBuilder out = new StringBuilder();
    private final Budget budget;
    private final @Nullable String indent;
    private final String itemSeparator;
    private final String keySeparator;
    private final boolean sorted;
    private final boolean ascii;
    private final boolean nanAllowed;
    private final boolean keysSkipped;

    /** Arguments: value, indent, separators, sort_keys, ensure_ascii, allow_nan, skipkeys. */
    private JsonPrinter(Object[] a, Budget budget) {
        this.budget = budget;
        this.indent = indent(a[1], budget);
        List<?> separators = Args.some(a[2]) ? Sequences.toList(a[2], budget) : List.of();
        boolean own = separators.size() == 2;
        if (Args.some(a[2]) && !own) {
            throw PythonError.value("separators must be two texts");
        }
        this.itemSeparator = own ? Args.text(separators.get(0), "dumps") : indent == null ? ", " : ",";
        this.keySeparator = own ? Args.text(separators.get(1), "dumps") : ": ";
        this.sorted = Args.given(a[3]) && Truth.of(a[3]);
        this.ascii = !Args.given(a[4]) || Truth.of(a[4]);
        this.nanAllowed = !Args.given(a[5]) || Truth.of(a[5]);
        this.keysSkipped = Args.given(a[6]) && Truth.of(a[6]);
    }

    private static @Nullable String indent(@Nullable Object argument, Budget budget) {
        if (!Args.some(argument)) {
            return null;
        }
        if (argument instanceof String text) {
            return text;
        }
        long width = Math.max(0, Ints.argument(argument));
        budget.text(width);
        return " ".repeat((int) width);
    }

    static String print(Object[] arguments, Budget budget) {
        JsonPrinter printer = new JsonPrinter(arguments, budget);
        printer.value(arguments[0], 0);
        budget.text(printer.out.length());
        return printer.out.toString();
    }

    private void value(@Nullable Object value, int depth) {
        budget.step();
        budget.length(out.length());
        switch (Type.of(value)) {
            case NONE -> out.append("null");
            case STR -> string(String.valueOf(value));
            case BOOL -> out.append(value);
            case INT -> out.append(Text.digits(value));
            case FLOAT -> out.append(real(Floats.of(value)));
            case LIST, TUPLE -> array(Sequences.toList(value, budget), depth);
            case DICT -> object((Map<?, ?>) java.util.Objects.requireNonNull(value), depth);
            default -> throw PythonError.type("Object of type " + Type.name(value) + " is not JSON serializable");
        }
    }

    private String real(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            if (!nanAllowed) {
                throw PythonError.value("Out of range float values are not JSON compliant");
            }
            return Double.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        }
        return Floats.repr(number);
    }

    private void line(int depth) {
        if (indent != null) {
            budget.length(out.length() + (long) indent.length() * depth);
            out.append('\n').append(indent.repeat(depth));
        }
    }

    private void array(List<?> elements, int depth) {
        if (elements.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        for (int i = 0; i < elements.size(); i++) {
            out.append(i == 0 ? "" : itemSeparator);
            line(depth + 1);
            value(elements.get(i), depth + 1);
        }
        line(depth);
        out.append(']');
    }

    private void object(Map<?, ?> map, int depth) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        boolean first = true;
        for (Object key : keys(map)) {
            String name = name(key);
            if (name == null) {
                continue;
            }
            out.append(first ? "" : itemSeparator);
            first = false;
            line(depth + 1);
            string(name);
            out.append(keySeparator);
            value(Keys.get(map, key), depth + 1);
        }
        line(depth);
        out.append('}');
    }

    private List<Object> keys(Map<?, ?> map) {
        List<Object> keys = new ArrayList<>(map.keySet());
        return sorted ? Ordering.sort(keys, keys, false, budget) : keys;
    }

    private @Nullable String name(@Nullable Object key) {
        return switch (Type.of(key)) {
            case STR -> String.valueOf(key);
            case NONE -> "null";
            case BOOL -> String.valueOf(key);
            case INT -> Text.digits(key);
            case FLOAT -> real(Floats.of(key));
            default -> {
                if (keysSkipped) {
                    yield null;
                }
                throw new PythonError(
                        ErrorKind.TYPE_ERROR, "keys must be str, int, float, bool or None, not " + Type.name(key));
            }
        };
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int known = "\"\\\n\r\t\b\f".indexOf(c);
            if (known >= 0) {
                out.append('\\').append("\"\\nrtbf".charAt(known));
            } else if (c < ' ' || (ascii && c > '~')) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
