package io.nephoscope.pollsters.compute;

import java.math.BigInteger;

/** Arithmetic of integers as libvirt gives them: a {@link Long}, or a {@link BigInteger} beyond 63 bits. */
final class WholeNumbers {

    private static final int LONG_BITS = 63;

    private WholeNumbers() {}

    /** A sum that is added to. Takes no memory for numbers of up to 63 bits. For one thread. */
    static final class Sum {

        private long low;
        private BigInteger high = BigInteger.ZERO;

        void add(Number number) {
            long sum = low + number.longValue();
            // The sum of two numbers of one sign has another only where it overflows.
            boolean overflows = ((low ^ sum) & (number.longValue() ^ sum)) < 0;
            if (overflows || number instanceof BigInteger) {
                high = high.add(big(number));
            } else {
                low = sum;
            }
        }

        Number value() {
            return high.signum() == 0 ? (Number) low : narrow(high.add(BigInteger.valueOf(low)));
        }
    }

    static Number minus(Number number, Number less) {
        if (number instanceof Long && less instanceof Long) {
            long difference = number.longValue() - less.longValue();
            if (((number.longValue() ^ less.longValue()) & (number.longValue() ^ difference)) >= 0) {
                return difference;
            }
        }
        return narrow(big(number).subtract(big(less)));
    }

    static int compare(Number one, Number other) {
        return one instanceof Long && other instanceof Long
                ? Long.compare(one.longValue(), other.longValue())
                : big(one).compareTo(big(other));
    }

    static boolean isNegative(Number number) {
        return number instanceof BigInteger integer ? integer.signum() < 0 : number.longValue() < 0;
    }

    private static BigInteger big(Number number) {
        return number instanceof BigInteger integer ? integer : BigInteger.valueOf(number.longValue());
    }

    private static Number narrow(BigInteger integer) {
        return integer.bitLength() <= LONG_BITS ? (Number) integer.longValue() : integer;
    }
}
