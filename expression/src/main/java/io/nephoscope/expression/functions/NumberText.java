package io.nephoscope.expression.functions;

import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.Ints;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.Text;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers read from texts by the rules of {@code int} and {@code float}. */
final class NumberText {

    private static final int MOST_DIGITS = 4300;
    private static final Pattern FLOAT = Pattern.compile(
            "[+-]?(?:(?:\\d+(?:_\\d+)*)(?:\\.(?:\\d+(?:_\\d+)*)?)?|\\.\\d+(?:_\\d+)*)(?:e[+-]?\\d+(?:_\\d+)*)?");
    private static final Pattern SPECIAL = Pattern.compile("([+-]?)(inf|infinity|nan)");

    private NumberText() {}

    static double toFloat(String text) {
        String number = ascii(TextFunctions.strip(text, null, true, true)).toLowerCase(Locale.ROOT);
        var special = SPECIAL.matcher(number);
        if (special.matches()) {
            double magnitude = special.group(2).equals("nan") ? Double.NaN : Double.POSITIVE_INFINITY;
            return special.group(1).equals("-") ? -magnitude : magnitude;
        }
        if (!FLOAT.matcher(number).matches()) {
            throw PythonError.value("could not convert string to float: " + Text.quoted(text));
        }
        return Double.parseDouble(number.replace("_", ""));
    }

    /** Decimal digits of any script become those that Java reads. */
    private static String ascii(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            int digit = Character.digit(c, 10);
            out.appendCodePoint(digit >= 0 && c >= 0x80 && Character.isDigit(c) ? '0' + digit : c);
        });
        return out.toString();
    }

    static void checkBase(long base) {
        if (base != 0 && (base < 2 || base > 36)) {
            throw PythonError.value("int() base must be >= 2 and <= 36, or 0");
        }
    }

    /** @param base checked */
    static Object toInt(String text, long base, Budget budget) {
        String number = ascii(TextFunctions.strip(text, null, true, true));
        boolean negative = number.startsWith("-");
        String digits = negative || number.startsWith("+") ? number.substring(1) : number;
        int radix = (int) base;
        int prefixed = prefix(digits);
        if (prefixed > 0 && (base == 0 || base == prefixed)) {
            radix = prefixed;
            digits = digits.substring(2);
            digits = digits.startsWith("_") ? digits.substring(1) : digits;
        } else if (base == 0) {
            radix = 10;
        }
        boolean octalLike = base == 0 && radix == 10 && digits.startsWith("0") && !digits.matches("[0_]+");
        if (octalLike || !isNumber(digits, radix)) {
            throw PythonError.value("invalid literal for int() with base " + base + ": " + Text.quoted(text));
        }
        String plain = digits.replace("_", "");
        if (plain.length() > MOST_DIGITS && Integer.bitCount(radix) != 1) {
            throw PythonError.value("Exceeds the limit (4300 digits) for integer string conversion: value has "
                    + plain.length() + " digits");
        }
        budget.bits(plain.length() * (32L - Integer.numberOfLeadingZeros(radix - 1)));
        BigInteger value = new BigInteger(plain, radix);
        return Ints.of(negative ? value.negate() : value);
    }

    private static int prefix(String digits) {
        if (digits.length() < 2 || digits.charAt(0) != '0') {
            return 0;
        }
        return switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 0;
        };
    }

    private static boolean isNumber(String digits, int radix) {
        boolean digit = false;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c == '_') {
                if (!digit) {
                    return false;
                }
                digit = false;
            } else if (c >= 0x80 || Character.digit(c, radix) < 0) {
                return false;
            } else {
                digit = true;
            }
        }
        return digit;
    }
}
