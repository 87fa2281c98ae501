package io.nephoscope.expression.value;

import io.nephoscope.expression.ErrorKind;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code text % values}. */
final class PercentFormat {

    private final String format;
    private final @Nullable Object values;
    private final Budget budget;
    private final StringBuilder out = new StringBuilder();
    private int position;
    private int used;

    private PercentFormat(String format, @Nullable Object values, Budget budget) {
        this.format = format;
        this.values = values;
        this.budget = budget;
    }

    static String of(String format, @Nullable Object values, Budget budget) {
        return new PercentFormat(format, values, budget).run();
    }

    private String run() {
        boolean keyed = false;
        while (position < format.length()) {
            char c = format.charAt(position++);
            if (c != '%') {
                out.append(c);
            } else {
                keyed |= conversion();
            }
            budget.length(out.length());
        }
        budget.text(out.length());
        boolean left = values instanceof Tuple tuple ? used < tuple.size() : used == 0 && !(isMapping() || keyed);
        if (left) {
            throw PythonError.type("not all arguments converted during string formatting");
        }
        return out.toString();
    }

    private boolean isMapping() {
        return values instanceof Map
                || values instanceof List
                || values instanceof RangeValue
                || values instanceof Subscriptable;
    }

    /** Writes one conversion; says whether it named a key. */
    private boolean conversion() {
        String key = key();
        String flags = flags();
        int width = size();
        if (width < 0) {
            flags += "-";
            width = -width;
        }
        int precision = -1;
        if (peek() == '.') {
            position++;
            precision = Math.max(0, size());
        }
        while (peek() != 0 && "hlL".indexOf(peek()) >= 0) {
            position++;
        }
        if (position >= format.length()) {
            throw PythonError.value("incomplete format");
        }
        char type = format.charAt(position++);
        if (type == '%' && format.charAt(position - 2) == '%') {
            out.append('%');
        } else {
            Object value = key == null ? next() : keyed(key);
            out.append(padded(converted(type, value, flags, width, precision), flags, width));
        }
        return key != null;
    }

    private char peek() {
        return position < format.length() ? format.charAt(position) : 0;
    }

    private @Nullable String key() {
        if (peek() != '(') {
            return null;
        }
        int depth = 0;
        for (int i = position; i < format.length(); i++) {
            char c = format.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                String key = format.substring(position + 1, i);
                position = i + 1;
                return key;
            }
        }
        throw PythonError.value("incomplete format key");
    }

    private String flags() {
        int start = position;
        while (peek() != 0 && "-+ #0".indexOf(peek()) >= 0) {
            position++;
        }
        return format.substring(start, position);
    }

    private int size() {
        if (peek() == '*') {
            position++;
            Object size = next();
            if (!Type.isInt(size)) {
                throw PythonError.type("* wants int");
            }
            if (size instanceof BigInteger) {
                throw PythonError.overflow("Python int too large to convert to C ssize_t");
            }
            return (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, Ints.argument(size)));
        }
        long size = 0;
        while (peek() >= '0' && peek() <= '9') {
            size = Math.min(Integer.MAX_VALUE, 10 * size + format.charAt(position++) - '0');
        }
        return (int) size;
    }

    private @Nullable Object next() {
        if (values instanceof Tuple tuple) {
            if (used == tuple.size()) {
                throw PythonError.type("not enough arguments for format string");
            }
            return tuple.get(used++);
        }
        if (used++ > 0) {
            throw PythonError.type("not enough arguments for format string");
        }
        return values;
    }

    private @Nullable Object keyed(String key) {
        if (!(values instanceof Map<?, ?> map)) {
            throw PythonError.type("format requires a mapping");
        }
        Object value = Keys.get(map, key);
        if (value == Absent.ABSENT) {
            throw new PythonError(ErrorKind.KEY_ERROR, Text.repr(key, budget));
        }
        return value;
    }

    private String converted(char type, @Nullable Object value, String flags, int width, int precision) {
        budget.text((long) width + Math.max(precision, 0));
        return switch (type) {
            case 's', 'r', 'a' -> cut(Conversion.apply(type, value, budget), precision);
            case 'c' -> character(value);
            case 'd', 'i', 'u' -> zeros(signed(integer(type, value, true), flags, 10, type), flags, width, precision);
            case 'o', 'x', 'X' ->
                zeros(signed(integer(type, value, false), flags, type == 'o' ? 8 : 16, type), flags, width, precision);
            case 'e', 'E', 'f', 'F', 'g', 'G' -> real(type, value, flags, width, precision);
            default ->
                throw PythonError.value("unsupported format character '" + type + "' (0x" + Integer.toHexString(type)
                        + ") at index " + (position - 1));
        };
    }

    private static String cut(String text, int precision) {
        boolean longer = precision >= 0 && precision < text.codePointCount(0, text.length());
        return longer ? text.substring(0, text.offsetByCodePoints(0, precision)) : text;
    }

    private static String character(@Nullable Object value) {
        if (value instanceof String text && text.codePointCount(0, text.length()) == 1) {
            return text;
        }
        if (!Type.isInt(value)) {
            throw PythonError.type("%c requires int or char");
        }
        long code = Ints.argument(value);
        if (code < 0 || code > Character.MAX_CODE_POINT) {
            throw PythonError.overflow("%c arg not in range(0x110000)");
        }
        return Character.toString((int) code);
    }

    private static BigInteger integer(char type, @Nullable Object value, boolean cutsReals) {
        if (cutsReals && value instanceof Double real) {
            return Ints.big(Floats.toInt(real));
        }
        if (!Type.isInt(value)) {
            throw PythonError.type(
                    cutsReals
                            ? "%" + type + " format: a real number is required, not " + Type.name(value)
                            : "%" + type + " format: an integer is required, not " + Type.name(value));
        }
        return Ints.big(value);
    }

    /** Sign, prefix and digits, parted by spaces that cannot be in any of them. */
    private static String[] signed(BigInteger number, String flags, int radix, char type) {
        String digits = radix == 10 ? Text.digits(number.abs()) : number.abs().toString(radix);
        String prefix = radix != 10 && flags.indexOf('#') >= 0 ? "0" + type : "";
        String shown = type == 'X' ? digits.toUpperCase(Locale.ROOT) : digits;
        return new String[] {sign(number.signum() < 0, flags), prefix, shown};
    }

    private static String sign(boolean negative, String flags) {
        return negative ? "-" : flags.indexOf('+') >= 0 ? "+" : flags.indexOf(' ') >= 0 ? " " : "";
    }

    private static String zeros(String[] parts, String flags, int width, int precision) {
        String digits = parts[2];
        digits = "0".repeat(Math.max(0, precision - digits.length())) + digits;
        String head = parts[0] + parts[1];
        boolean fill = flags.indexOf('0') >= 0 && flags.indexOf('-') < 0;
        return head + (fill ? "0".repeat(Math.max(0, width - head.length() - digits.length())) : "") + digits;
    }

    private String real(char type, @Nullable Object value, String flags, int width, int precision) {
        if (!Type.isNumber(value)) {
            throw PythonError.type("must be real number, not " + Type.name(value));
        }
        double number = Floats.of(value);
        String digits = DecimalText.of(Math.abs(number), type, precision, flags.indexOf('#') >= 0, budget);
        boolean negative = Double.doubleToRawLongBits(number) < 0 && !Double.isNaN(number);
        return zeros(new String[] {sign(negative, flags), "", digits}, flags, width, -1);
    }

    private static String padded(String text, String flags, int width) {
        String spaces = " ".repeat(Math.max(0, width - text.codePointCount(0, text.length())));
        return flags.indexOf('-') >= 0 ? text + spaces : spaces + text;
    }
}
