package io.nephoscope.expression.functions;

import io.nephoscope.expression.ErrorKind;
import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.Ints;
import io.nephoscope.expression.value.PythonError;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as Python reads it: NaN and Infinity are numbers, the last of equal keys counts. */
final class JsonTextReader {

    private static final int MOST_DIGITS = 4300;

    private final String text;
    private final Budget budget;
    private int position;

    JsonTextReader(String text, Budget budget) {
        this.text = text;
        this.budget = budget;
    }

    @Nullable
    Object read() {
        if (text.startsWith("\ufeff")) {
            throw problem("Unexpected UTF-8 BOM (decode using utf-8-sig)", 0);
        }
        skipSpace();
        Object value = value();
        skipSpace();
        if (position < text.length()) {
            throw problem("Extra data", position);
        }
        return value;
    }

    private PythonError problem(String what, int at) {
        int column = at - text.lastIndexOf('\n', at - 1);
        long line = 1 + text.substring(0, at).chars().filter(c -> c == '\n').count();
        return new PythonError(
                ErrorKind.JSON_DECODE_ERROR, what + ": line " + line + " column " + column + " (char " + at + ")");
    }

    private char peek() {
        return position < text.length() ? text.charAt(position) : 0;
    }

    private void skipSpace() {
        while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private @Nullable Object value() {
        budget.step();
        return switch (peek()) {
            case '"' -> string();
            case '{' -> object();
            case '[' -> array();
            case 'n' -> word("null", null);
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'N' -> word("NaN", Double.NaN);
            case 'I' -> word("Infinity", Double.POSITIVE_INFINITY);
            case '-' -> text.startsWith("-Infinity", position) ? word("-Infinity", Double.NEGATIVE_INFINITY) : number();
            default -> number();
        };
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, position)) {
            throw problem("Expecting value", position);
        }
        position += word.length();
        return value;
    }

    private int digits(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private Object number() {
        int start = position;
        int whole = peek() == '-' ? start + 1 : start;
        int end = digits(whole);
        if (end == whole) {
            throw problem("Expecting value", start);
        }
        if (text.charAt(whole) == '0') {
            end = whole + 1;
        }
        int integerEnd = end;
        if (end < text.length() && text.charAt(end) == '.' && digits(end + 1) > end + 1) {
            end = digits(end + 1);
        }
        if (end < text.length() && "eE".indexOf(text.charAt(end)) >= 0) {
            int exponent = end + 1;
            exponent += exponent < text.length() && "+-".indexOf(text.charAt(exponent)) >= 0 ? 1 : 0;
            end = digits(exponent) > exponent ? digits(exponent) : end;
        }
        position = end;
        String number = text.substring(start, end);
        if (end > integerEnd) {
            return Double.valueOf(number);
        }
        if (number.length() > MOST_DIGITS + 1) {
            throw PythonError.value("Exceeds the limit (4300 digits) for integer string conversion");
        }
        return Ints.of(new BigInteger(number));
    }

    private List<Object> array() {
        List<Object> list = new ArrayList<>();
        position++;
        skipSpace();
        if (peek() == ']') {
            position++;
            return list;
        }
        while (true) {
            list.add(value());
            budget.size(list.size());
            skipSpace();
            if (peek() == ']') {
                position++;
                return list;
            }
            comma();
            skipSpace();
        }
    }

    private void comma() {
        if (peek() != ',') {
            throw problem("Expecting ',' delimiter", position);
        }
        position++;
    }

    private Map<Object, Object> object() {
        Map<Object, Object> map = new LinkedHashMap<>();
        position++;
        skipSpace();
        if (peek() == '}') {
            position++;
            return map;
        }
        while (true) {
            if (peek() != '"') {
                throw problem("Expecting property name enclosed in double quotes", position);
            }
            String key = string();
            skipSpace();
            if (peek() != ':') {
                throw problem("Expecting ':' delimiter", position);
            }
            position++;
            skipSpace();
            map.put(key, value());
            budget.size(map.size());
            skipSpace();
            if (peek() == '}') {
                position++;
                return map;
            }
            comma();
            skipSpace();
        }
    }

    private String string() {
        int start = position++;
        StringBuilder out = new StringBuilder();
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '"') {
                budget.text(out.length());
                return out.toString();
            }
            if (c < ' ') {
                throw problem("Invalid control character at", position - 1);
            }
            if (c == '\\') {
                escape(out, start);
            } else {
                out.append(c);
            }
        }
        throw problem("Unterminated string starting at", start);
    }

    private void escape(StringBuilder out, int start) {
        if (position >= text.length()) {
            throw problem("Unterminated string starting at", start);
        }
        char c = text.charAt(position++);
        int known = "\"\\/bfnrt".indexOf(c);
        if (known >= 0) {
            out.append("\"\\/\b\f\n\r\t".charAt(known));
            return;
        }
        if (c != 'u') {
            throw problem("Invalid \\escape", position - 2);
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = position + i < text.length() ? hex(text.charAt(position + i)) : -1;
            if (digit < 0) {
                throw problem("Invalid \\uXXXX escape", position - 1);
            }
            code = 16 * code + digit;
        }
        position += 4;
        out.append((char) code);
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
