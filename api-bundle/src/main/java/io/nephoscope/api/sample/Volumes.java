package io.nephoscope.api.sample;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The kinds of number that samples carry, told apart from reading to signature: integers of any size, and doubles. */
final class Volumes {

    private static final int LONG_BITS = 63;

    private Volumes() {}

    /**
     * The same number as a {@link Long}, a {@link BigInteger} where it is beyond 63 bits, or a {@link Double};
     * integers never turn into fractions. Numbers of other types stay what they are.
     */
    static Number settle(Number number) {
        if (number instanceof Long || number instanceof Double) {
            return number;
        }
        if (number instanceof Integer
                || number instanceof Short
                || number instanceof Byte
                || number instanceof AtomicLong
                || number instanceof AtomicInteger) {
            return number.longValue();
        }
        if (number instanceof Float || number instanceof BigDecimal) {
            return number.doubleValue();
        }
        if (number instanceof BigInteger integer && integer.bitLength() <= LONG_BITS) {
            return integer.longValue();
        }
        return number;
    }

    /** Whether JSON can say it, as a number that is one of ours. */
    static boolean isSettled(Number number) {
        return number instanceof Long
                || number instanceof BigInteger
                || (number instanceof Double fraction && Double.isFinite(fraction));
    }
}
