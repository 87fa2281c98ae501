package io.nephoscope.expression.value;

import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the colon of a replacement field: {@code [[fill]align][sign][z][#][0][width][grouping][.precision][type]}.
 *
 * @param fill the character that pads, as text, since it may be a surrogate pair
 * @param align one of {@code < > = ^}, or 0
 * @param sign one of {@code + -} and space, or 0
 * @param noNegativeZero whether what rounds to -0 loses its sign
 * @param grouping a comma, an underscore, or 0
 * @param precision -1 where none is given
 * @param type 0 where none is given
 */
record FormatSpec(
        String fill,
        char align,
        char sign,
        boolean noNegativeZero,
        boolean alternate,
        int width,
        char grouping,
        int precision,
        char type) {

    static String format(@Nullable Object value, String spec, Budget budget) {
        if (spec.isEmpty()) {
            return Text.str(value, budget);
        }
        if (value instanceof String text) {
            return parse(spec, value).ofText(text, budget);
        }
        if (Type.isNumber(value)) {
            return parse(spec, value).ofNumber(value, budget);
        }
        throw PythonError.type("unsupported format string passed to " + Type.name(value) + ".__format__");
    }

    private static FormatSpec parse(String spec, @Nullable Object value) {
        return new SpecReader(spec, value).read();
    }

    private String ofText(String text, Budget budget) {
        if (type != 0 && type != 's') {
            throw unknown(text);
        }
        if (sign != 0) {
            throw PythonError.value("Sign not allowed in string format specifier");
        }
        if (noNegativeZero) {
            throw PythonError.value("Negative zero coercion (z) not allowed in string format specifier");
        }
        if (alternate) {
            throw PythonError.value("Alternate form (#) not allowed in string format specifier");
        }
        if (grouping != 0) {
            throw PythonError.value("Cannot specify '" + grouping + "' with 's'.");
        }
        if (align == '=') {
            throw PythonError.value("'=' alignment not allowed in string format specifier");
        }
        boolean cut = precision >= 0 && precision < text.codePointCount(0, text.length());
        String shown = cut ? text.substring(0, text.offsetByCodePoints(0, precision)) : text;
        return padded("", shown, align == 0 ? '<' : align, budget);
    }

    private PythonError unknown(@Nullable Object value) {
        return PythonError.value("Unknown format code '" + type + "' for object of type '" + Type.name(value) + "'");
    }

    private String ofNumber(@Nullable Object value, Budget budget) {
        boolean integer = Type.isInt(value);
        if (integer && (type == 0 || "bcdoxXn".indexOf(type) >= 0)) {
            return ofInt(Ints.big(value), budget);
        }
        if (type != 0 && "eEfFgGn%".indexOf(type) < 0) {
            throw unknown(value);
        }
        double number = Floats.of(value);
        String digits = DecimalText.of(Math.abs(number), type, precision, alternate, budget);
        boolean negative = Double.doubleToRawLongBits(number) < 0 && !Double.isNaN(number);
        if (noNegativeZero && digits.chars().noneMatch(c -> c >= '1' && c <= '9') && Double.isFinite(number)) {
            negative = false;
        }
        return ofParts(negative, "", digits, budget);
    }

    private String ofInt(BigInteger number, Budget budget) {
        if (noNegativeZero) {
            throw PythonError.value("Negative zero coercion (z) not allowed in integer format specifier");
        }
        if (precision >= 0) {
            throw PythonError.value("Precision not allowed in integer format specifier");
        }
        if (type == 'c') {
            return ofCharacter(number, budget);
        }
        if (grouping == ',' && "boxX".indexOf(type == 0 ? 'd' : type) >= 0) {
            throw PythonError.value("Cannot specify ',' with '" + type + "'.");
        }
        int radix = type == 'b' ? 2 : type == 'o' ? 8 : type == 'x' || type == 'X' ? 16 : 10;
        String digits = radix == 10 ? Text.digits(number.abs()) : number.abs().toString(radix);
        String prefix = alternate && radix != 10 ? "0" + type : "";
        String shown = type == 'X' ? digits.toUpperCase(Locale.ROOT) : digits;
        return ofParts(number.signum() < 0, prefix, shown, budget);
    }

    private String ofCharacter(BigInteger number, Budget budget) {
        if (sign != 0) {
            throw PythonError.value("Sign not allowed with integer format specifier 'c'");
        }
        if (alternate) {
            throw PythonError.value("Alternate form (#) not allowed with integer format specifier 'c'");
        }
        if (grouping != 0) {
            throw PythonError.value("Cannot specify '" + grouping + "' with 'c'.");
        }
        if (number.signum() < 0 || number.bitLength() > 21 || number.intValue() > Character.MAX_CODE_POINT) {
            throw PythonError.overflow("%c arg not in range(0x110000)");
        }
        return padded("", Character.toString(number.intValue()), align == 0 ? '>' : align, budget);
    }

    private String ofParts(boolean negative, String prefix, String digits, Budget budget) {
        String shownSign = negative ? "-" : sign == '+' || sign == ' ' ? String.valueOf(sign) : "";
        String head = shownSign + prefix;
        boolean zeros = fill.equals("0") && (align == '=' || align == 0);
        budget.text((long) width + digits.length());
        String grouped = grouping == 0 ? digits : grouped(digits, zeros ? width - head.length() : 0);
        return padded(head, grouped, align == 0 ? '>' : align, budget);
    }

    /** Separators between the digits before the point; zeros before them are separated, too. */
    private String grouped(String digits, int least) {
        int group = "boxX".indexOf(type == 0 ? 'd' : type) >= 0 ? 4 : 3;
        int end = 0;
        while (end < digits.length() && Character.digit(digits.charAt(end), group == 4 ? 16 : 10) >= 0) {
            end++;
        }
        String rest = digits.substring(end);
        String whole = digits.substring(0, end);
        if (whole.isEmpty()) {
            return digits;
        }
        int count = end;
        while (count + (count - 1) / group + rest.length() < least) {
            count++;
        }
        StringBuilder result = new StringBuilder("0".repeat(count - end)).append(whole);
        for (int i = count - group; i > 0; i -= group) {
            result.insert(i, grouping);
        }
        return result.append(rest).toString();
    }

    private String padded(String head, String body, char where, Budget budget) {
        int missing = width - head.length() - body.codePointCount(0, body.length());
        if (missing <= 0) {
            return head + body;
        }
        budget.text((long) width + body.length());
        return switch (where) {
            case '<' -> head + body + fill.repeat(missing);
            case '^' -> fill.repeat(missing / 2) + head + body + fill.repeat(missing - missing / 2);
            case '=' -> head + fill.repeat(missing) + body;
            default -> fill.repeat(missing) + head + body;
        };
    }
}
