package io.nephoscope.support.text;

import java.math.BigInteger;

/**
 * The shortest decimal that reads back as a given double and, of several, the nearest to it.
 * {@link Double#toString} is that only from JDK 19 on, and never shorter than two digits.
 *
 * <p>Schubfach, after Raffaello Giulietti, "The Schubfach way to render doubles" (2020); the names
 * are the paper's.
 *
 * @param digits the significant digits; trailing zeros are cut
 * @param exponent the power of ten that they are multiplied by
 */
public record ShortestDecimal(long digits, int exponent) {

    private static final int FRACTION_BITS = 52;
    private static final long HIDDEN_BIT = 1L << FRACTION_BITS;
    private static final int EXPONENT_MASK = 0x7FF;
    private static final int Q_MIN = -1074;
    private static final int K_MIN = -324;
    private static final int K_MAX = 292;
    private static final long MASK_63 = Long.MAX_VALUE;
    private static final long[] G = powersOfTen();

    /**
     * Computes the decimal.
     *
     * @param value positive and finite
     */
    public static ShortestDecimal of(double value) {
        long bits = Double.doubleToRawLongBits(value);
        long fraction = bits & (HIDDEN_BIT - 1);
        int biased = (int) (bits >>> FRACTION_BITS) & EXPONENT_MASK;
        return biased == 0 ? of(fraction, Q_MIN) : of(HIDDEN_BIT | fraction, Q_MIN - 1 + biased);
    }

    /** The decimal of {@code c} times two to the power of {@code q}. */
    private static ShortestDecimal of(long c, int q) {
        boolean irregular = c == HIDDEN_BIT && q > Q_MIN;
        int k = irregular ? floorLog10ThreeQuartersPow2(q) : floorLog10Pow2(q);
        int h = q + floorLog2Pow10(-k) + 2;
        long cb = 4 * c;
        long vb = scaled(k, cb << h);
        long vbl = scaled(k, (cb - (irregular ? 1 : 2)) << h);
        long vbr = scaled(k, (cb + 2) << h);
        long out = c & 1;
        return choose(k, vb, vbl + out, vbr - out);
    }

    /** The shortest, then the nearest, of the decimals from {@code lower} to {@code upper}, all in quarters. */
    private static ShortestDecimal choose(int k, long vb, long lower, long upper) {
        long s = vb / 4;
        if (s >= 10) {
            long tens = s / 10 * 10;
            boolean floorIn = lower <= 4 * tens;
            boolean ceilingIn = 4 * (tens + 10) <= upper;
            if (floorIn != ceilingIn) {
                return trimmed(floorIn ? tens : tens + 10, k);
            }
        }
        boolean floorIn = lower <= 4 * s;
        boolean ceilingIn = 4 * (s + 1) <= upper;
        if (floorIn != ceilingIn) {
            return trimmed(floorIn ? s : s + 1, k);
        }
        long beyondMiddle = vb - (4 * s + 2);
        boolean floorNearer = beyondMiddle < 0 || (beyondMiddle == 0 && (s & 1) == 0);
        return trimmed(floorNearer ? s : s + 1, k);
    }

    private static ShortestDecimal trimmed(long digits, int exponent) {
        long rest = digits;
        int power = exponent;
        while (rest % 10 == 0) {
            rest /= 10;
            power++;
        }
        return new ShortestDecimal(rest, power);
    }

    /** {@code cp} times {@code g(k)}, rounded to odd. */
    private static long scaled(int k, long cp) {
        long g1 = G[2 * (k - K_MIN)];
        long g0 = G[2 * (k - K_MIN) + 1];
        long z = ((g1 * cp) >>> 1) + Math.multiplyHigh(g0, cp);
        long w = Math.multiplyHigh(g1, cp) + (z >>> 63);
        return w | (((z & MASK_63) + MASK_63) >>> 63);
    }

    private static int floorLog10Pow2(int e) {
        return (int) ((e * 661_971_961_083L) >> 41);
    }

    private static int floorLog10ThreeQuartersPow2(int e) {
        return (int) ((e * 661_971_961_083L - 274_743_187_321L) >> 41);
    }

    private static int floorLog2Pow10(int e) {
        return (int) ((e * 913_124_641_741L) >> 38);
    }

    /** For each k the 126 bits of ten to the power of -k, rounded up, in two halves. */
    private static long[] powersOfTen() {
        long[] table = new long[2 * (K_MAX - K_MIN + 1)];
        for (int k = K_MIN; k <= K_MAX; k++) {
            int r = floorLog2Pow10(-k) - 125;
            BigInteger power = BigInteger.TEN.pow(Math.abs(k));
            BigInteger g =
                    k <= 0 ? power.shiftRight(r) : BigInteger.ONE.shiftLeft(-r).divide(power);
            g = g.add(BigInteger.ONE);
            table[2 * (k - K_MIN)] = g.shiftRight(63).longValue();
            table[2 * (k - K_MIN) + 1] = g.longValue() & MASK_63;
        }
        return table;
    }
}
