package io.nephoscope.publisher.amqp.wire;

/** Floating point numbers as Python 3 writes them. */
final class PythonFloat {

    private static final int FIRST_FIXED_EXPONENT = -4;
    private static final int FIRST_SCIENTIFIC_EXPONENT = 16;
    private static final double EXACT_INTEGERS = 1e15;

    private PythonFloat() {}

    /** The text of {@code repr}, such as {@code 1.0}, {@code 1e-05}, {@code nan}. */
    static String repr(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value < 0 ? "-inf" : "inf";
        }
        boolean negative = Double.doubleToRawLongBits(value) < 0;
        String text = magnitude(Math.abs(value));
        return negative ? "-" + text : text;
    }

    /** The text that Python's JSON writer chooses: as {@link #repr}, but for what JSON does not know. */
    static String json(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value < 0 ? "-Infinity" : "Infinity";
        }
        return repr(value);
    }

    private static String magnitude(double value) {
        if (value < EXACT_INTEGERS && value == (long) value) {
            return (long) value + ".0";
        }
        ShortestDecimal decimal = ShortestDecimal.of(value);
        String digits = Long.toString(decimal.digits());
        int exponent = decimal.exponent() + digits.length() - 1;
        return exponent >= FIRST_FIXED_EXPONENT && exponent < FIRST_SCIENTIFIC_EXPONENT
                ? fixed(digits, exponent)
                : scientific(digits, exponent);
    }

    private static String fixed(String digits, int exponent) {
        if (exponent < 0) {
            return "0." + "0".repeat(-exponent - 1) + digits;
        }
        int whole = exponent + 1;
        return digits.length() <= whole
                ? digits + "0".repeat(whole - digits.length()) + ".0"
                : digits.substring(0, whole) + "." + digits.substring(whole);
    }

    private static String scientific(String digits, int exponent) {
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String padding = Math.abs(exponent) < 10 ? "0" : "";
        return mantissa + (exponent < 0 ? "e-" : "e+") + padding + Math.abs(exponent);
    }
}
