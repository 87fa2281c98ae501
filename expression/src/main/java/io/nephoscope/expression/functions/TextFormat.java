package io.nephoscope.expression.functions;

import io.nephoscope.expression.ErrorKind;
import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.Conversion;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.Slice;
import org.jspecify.annotations.Nullable;

/** {@code '{} {0[key]!r:>10}'.format(values)}. */
final class TextFormat {

    private static final int DEEPEST = 2;

    private final Object[] values;
    private final Budget budget;
    private int automatic;
    private boolean numbered;

    private TextFormat(Object[] values, Budget budget) {
        this.values = values;
        this.budget = budget;
    }

    /** Arguments: the text and an array of values. */
    static Object format(Object[] a, Budget budget) {
        return new TextFormat((Object[]) a[1], budget).expand(TextFunctions.self(a), DEEPEST);
    }

    private String expand(String text, int depth) {
        if (depth == 0) {
            throw PythonError.value("Max string recursion exceeded");
        }
        StringBuilder out = new StringBuilder();
        int position = 0;
        while (position < text.length()) {
            char c = text.charAt(position);
            boolean doubled = position + 1 < text.length() && text.charAt(position + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                out.append(c);
                position += 2;
            } else if (c == '}') {
                throw PythonError.value("Single '}' encountered in format string");
            } else if (c == '{') {
                int end = end(text, position);
                out.append(field(text.substring(position + 1, end), depth));
                position = end + 1;
            } else {
                out.append(c);
                position++;
            }
            budget.length(out.length());
        }
        budget.text(out.length());
        return out.toString();
    }

    private static int end(String text, int open) {
        int depth = 0;
        boolean key = false;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            key = c == '[' || (key && c != ']');
            depth += key ? 0 : c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw PythonError.value(
                open + 1 == text.length()
                        ? "Single '{' encountered in format string"
                        : "expected '}' before end of string");
    }

    private String field(String field, int depth) {
        int end = 0;
        boolean key = false;
        while (end < field.length() && (key || (field.charAt(end) != '!' && field.charAt(end) != ':'))) {
            key = field.charAt(end) == '[' || (key && field.charAt(end) != ']');
            if (!key && (field.charAt(end) == '{' || field.charAt(end) == '}')) {
                throw PythonError.value("unexpected '{' in field name");
            }
            end++;
        }
        Object value = value(field.substring(0, end));
        int spec = end;
        if (end < field.length() && field.charAt(end) == '!') {
            if (end + 1 >= field.length()) {
                throw PythonError.value("unmatched '{' in format spec");
            }
            value = Conversion.apply(field.charAt(end + 1), value, budget);
            spec = end + 2;
            if (spec < field.length() && field.charAt(spec) != ':') {
                throw PythonError.value("expected ':' after conversion specifier");
            }
        }
        String format = spec < field.length() ? field.substring(spec + 1) : "";
        boolean nested = format.indexOf('{') >= 0 || format.indexOf('}') >= 0;
        return Conversion.format(value, nested ? expand(format, depth - 1) : format, budget);
    }

    private @Nullable Object value(String name) {
        int end = 0;
        while (end < name.length() && name.charAt(end) != '[' && name.charAt(end) != '.') {
            end++;
        }
        Object value = first(name.substring(0, end));
        while (end < name.length()) {
            if (name.charAt(end) == '.') {
                throw new PythonError(
                        ErrorKind.ATTRIBUTE_ERROR, "attributes are out of reach; write {0[key]} for a key");
            }
            int close = name.indexOf(']', end);
            if (name.charAt(end) != '[' || close < 0) {
                throw PythonError.value(
                        close < 0
                                ? "Missing ']' in format string"
                                : "Only '.' or '[' may follow ']' in format field specifier");
            }
            if (close == end + 1) {
                throw PythonError.value("Empty attribute in format string");
            }
            value = Slice.item(value, key(name.substring(end + 1, close)), budget);
            end = close + 1;
        }
        return value;
    }

    private static Object key(String key) {
        return key.matches("[0-9]{1,9}") ? Long.valueOf(key) : key;
    }

    private @Nullable Object first(String name) {
        if (name.isEmpty()) {
            if (numbered) {
                throw PythonError.value("cannot switch from manual field specification to automatic field numbering");
            }
            return at(automatic++);
        }
        if (!name.matches("[0-9]{1,9}")) {
            throw new PythonError(ErrorKind.KEY_ERROR, "'" + name + "'");
        }
        if (automatic > 0) {
            throw PythonError.value("cannot switch from automatic field numbering to manual field specification");
        }
        numbered = true;
        return at(Integer.parseInt(name));
    }

    private @Nullable Object at(int index) {
        if (index >= values.length) {
            throw PythonError.index("Replacement index " + index + " out of range for positional args tuple");
        }
        return values[index];
    }
}
