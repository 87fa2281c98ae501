package io.nephoscope.publisher.amqp.wire;

import io.nephoscope.support.text.ShortestDecimal;

/** Floating point numbers as Python 3 writes them. */
final class PythonFloat {

    private static final int FIRST_FIXED_EXPONENT = -4;
    private static final int FIRST_SCIENTIFIC_EXPONENT = 16;
    private static final double EXACT_INTEGERS = 1e15;
    private static final long[] POWERS_OF_TEN = powersOfTen();

    private PythonFloat() {}

    /**
     * Appends the text of {@code repr}, such as {@code 1.0}, {@code 1e-05}; in JSON it is the same.
     *
     * @param value finite: JSON knows nothing else
     */
    static Bytes repr(Bytes out, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON knows no " + value);
        }
        if (Double.doubleToRawLongBits(value) < 0) {
            out.put('-');
        }
        double magnitude = Math.abs(value);
        if (magnitude < EXACT_INTEGERS && magnitude == (long) magnitude) {
            return Digits.decimal(out, (long) magnitude).ascii(".0");
        }
        ShortestDecimal decimal = ShortestDecimal.of(magnitude);
        int count = Digits.count(decimal.digits());
        int exponent = decimal.exponent() + count - 1;
        return exponent >= FIRST_FIXED_EXPONENT && exponent < FIRST_SCIENTIFIC_EXPONENT
                ? fixed(out, decimal.digits(), count - 1 - exponent)
                : scientific(out, decimal.digits(), exponent);
    }

    /** @param decimals how many of the digits are behind the point; negative where zeros are missing before it */
    private static Bytes fixed(Bytes out, long digits, int decimals) {
        if (decimals <= 0) {
            return Digits.decimal(out, digits * POWERS_OF_TEN[-decimals]).ascii(".0");
        }
        long one = decimals < POWERS_OF_TEN.length ? POWERS_OF_TEN[decimals] : Long.MAX_VALUE;
        Digits.decimal(out, digits / one).put('.');
        return Digits.decimal(out, digits % one, decimals);
    }

    private static Bytes scientific(Bytes out, long digits, int exponent) {
        int decimals = Digits.count(digits) - 1;
        Digits.decimal(out, digits / POWERS_OF_TEN[decimals]);
        if (decimals > 0) {
            Digits.decimal(out.put('.'), digits % POWERS_OF_TEN[decimals], decimals);
        }
        int size = Math.abs(exponent);
        return Digits.decimal(out.ascii(exponent < 0 ? "e-" : "e+"), size, Math.max(2, Digits.count(size)));
    }

    /** All that a {@code long} can hold. */
    private static long[] powersOfTen() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }
}
