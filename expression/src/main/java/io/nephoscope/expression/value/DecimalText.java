package io.nephoscope.expression.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** A float as digits, the way that a format's type and precision ask for: correctly rounded, half to even. */
final class DecimalText {

    private static final int PRECISION = 6;
    private static final int FIRST_FIXED_EXPONENT = -4;

    private DecimalText() {}

    /**
     * The text without a sign.
     *
     * @param magnitude not negative
     * @param type one of {@code e E f F g G n %}, or 0 for what {@code str} gives
     * @param precision -1 for the default
     */
    static String of(double magnitude, char type, int precision, boolean alternate, Budget budget) {
        budget.text(Math.max(precision, 0) + 400L);
        String percent = type == '%' ? "%" : "";
        if (Double.isNaN(magnitude) || Double.isInfinite(magnitude)) {
            String name = Double.isNaN(magnitude) ? "nan" : "inf";
            return (Character.isUpperCase(type) ? name.toUpperCase(Locale.ROOT) : name) + percent;
        }
        if (type == 0 && precision < 0) {
            return Floats.repr(magnitude);
        }
        int digits = precision < 0 ? PRECISION : precision;
        String text =
                switch (type) {
                    case 'f', 'F' -> fixed(magnitude, digits, alternate);
                    case '%' -> fixed(magnitude * 100, digits, alternate) + percent;
                    case 'e', 'E' -> exponential(magnitude, digits, alternate);
                    default -> general(magnitude, Math.max(digits, 1), alternate, type == 0);
                };
        return Character.isUpperCase(type) ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static String fixed(double magnitude, int decimals, boolean point) {
        if (Double.isInfinite(magnitude)) {
            return "inf";
        }
        String text = new BigDecimal(magnitude)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString();
        return point && decimals == 0 ? text + "." : text;
    }

    private static String exponential(double magnitude, int decimals, boolean point) {
        String digits = digits(magnitude, decimals + 1);
        String text = Floats.scientific(digits, exponent(magnitude, decimals + 1));
        return point && decimals == 0 ? digits + "." + text.substring(1) : text;
    }

    /** So many significant digits, zeros behind included. */
    private static String digits(double magnitude, int count) {
        if (magnitude == 0) {
            return "0".repeat(count);
        }
        String digits = Floats.significant(magnitude, count).unscaledValue().toString();
        return digits.length() >= count ? digits.substring(0, count) : digits + "0".repeat(count - digits.length());
    }

    private static int exponent(double magnitude, int count) {
        if (magnitude == 0) {
            return 0;
        }
        BigDecimal rounded = Floats.significant(magnitude, count);
        return rounded.precision() - rounded.scale() - 1;
    }

    /** @param plain for a precision without a type: never without a decimal */
    private static String general(double magnitude, int count, boolean alternate, boolean plain) {
        int exponent = exponent(magnitude, count);
        String digits = digits(magnitude, count);
        if (!alternate) {
            digits = digits.replaceAll("(?<=.)0+$", "");
        }
        if (exponent < FIRST_FIXED_EXPONENT || exponent >= (plain ? count - 1 : count)) {
            String text = Floats.scientific(digits, exponent);
            return alternate && digits.length() == 1 ? digits + "." + text.substring(1) : text;
        }
        String text = plain(digits, exponent);
        if (text.indexOf('.') < 0) {
            return text + (plain ? ".0" : alternate ? "." : "");
        }
        return text;
    }

    private static String plain(String digits, int exponent) {
        if (exponent < 0) {
            return "0." + "0".repeat(-exponent - 1) + digits;
        }
        if (digits.length() <= exponent + 1) {
            return digits + "0".repeat(exponent + 1 - digits.length());
        }
        return digits.substring(0, exponent + 1) + "." + digits.substring(exponent + 1);
    }
}
