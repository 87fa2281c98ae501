package io.nephoscope.expression.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Integers of any length: a {@code Long} where it fits one, a {@code BigInteger} where not. A bool is an integer, too. */
public final class Ints {

    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
    /** Up to here every integer is a double. */
    private static final long EXACT = 1L << 53;

    private Ints() {}

    public static Object of(BigInteger number) {
        return number.compareTo(MIN) >= 0 && number.compareTo(MAX) <= 0 ? (Object) number.longValue() : number;
    }

    /** @param number an int or bool */
    public static BigInteger big(@Nullable Object number) {
        return number instanceof BigInteger big ? big : BigInteger.valueOf(small(number));
    }

    static boolean isSmall(@Nullable Object number) {
        return number instanceof Long || number instanceof Boolean;
    }

    static long small(@Nullable Object number) {
        if (number instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        return number == null ? 0 : ((Number) number).longValue();
    }

    /** The integer that an index or a count is; TypeError for others, {@code saturated} where it is beyond a long. */
    public static long index(@Nullable Object value, String problem) {
        if (value instanceof BigInteger big) {
            return big.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        if (isSmall(value)) {
            return small(value);
        }
        throw PythonError.type(problem);
    }

    /** The integer that an argument is: {@code 'str' object cannot be interpreted as an integer}. */
    public static long argument(@Nullable Object value) {
        return index(value, "'" + Type.name(value) + "' object cannot be interpreted as an integer");
    }

    /** An integer as a double, correctly rounded. */
    static double toDouble(@Nullable Object number) {
        if (number instanceof BigInteger big) {
            double real = big.doubleValue();
            if (Double.isInfinite(real)) {
                throw PythonError.overflow("int too large to convert to float");
            }
            return real;
        }
        return (double) small(number);
    }

    /** Compares numbers of any types by value; neither is a NaN. */
    static int compare(@Nullable Object left, @Nullable Object right) {
        if (isSmall(left) && isSmall(right)) {
            return Long.compare(small(left), small(right));
        }
        if (left instanceof Double a) {
            return right instanceof Double b ? compareDoubles(a, b) : -compareToDouble(right, a);
        }
        return right instanceof Double b ? compareToDouble(left, b) : big(left).compareTo(big(right));
    }

    private static int compareDoubles(double left, double right) {
        return left < right ? -1 : left > right ? 1 : 0;
    }

    private static int compareToDouble(@Nullable Object integer, double real) {
        if (Double.isInfinite(real)) {
            return real > 0 ? -1 : 1;
        }
        if (isSmall(integer) && Math.abs(small(integer)) <= EXACT) {
            return compareDoubles((double) small(integer), real);
        }
        return new BigDecimal(big(integer)).compareTo(new BigDecimal(real));
    }

    static boolean isNan(@Nullable Object value) {
        return value instanceof Double real && real.isNaN();
    }

    static boolean equal(@Nullable Object left, @Nullable Object right) {
        return !isNan(left) && !isNan(right) && compare(left, right) == 0;
    }

    static Object add(Object a, Object b, Budget budget) {
        if (isSmall(a) && isSmall(b)) {
            long x = small(a);
            long y = small(b);
            long sum = x + y;
            if (((x ^ sum) & (y ^ sum)) >= 0) {
                return sum;
            }
        }
        return paid(big(a).add(big(b)), budget);
    }

    static Object subtract(Object a, Object b, Budget budget) {
        if (isSmall(a) && isSmall(b)) {
            long x = small(a);
            long y = small(b);
            long difference = x - y;
            if (((x ^ y) & (x ^ difference)) >= 0) {
                return difference;
            }
        }
        return paid(big(a).subtract(big(b)), budget);
    }

    static Object multiply(Object a, Object b, Budget budget) {
        if (isSmall(a) && isSmall(b)) {
            long x = small(a);
            long y = small(b);
            long high = Math.multiplyHigh(x, y);
            long low = x * y;
            if (high == low >> 63) {
                return low;
            }
        }
        BigInteger x = big(a);
        BigInteger y = big(b);
        budget.bits((long) x.bitLength() + y.bitLength());
        return of(x.multiply(y));
    }

    /** The exact quotient of two integers, correctly rounded. */
    static double divide(Object a, Object b) {
        if (isSmall(a) && isSmall(b) && Math.abs(small(a)) <= EXACT && Math.abs(small(b)) <= EXACT) {
            if (small(b) == 0) {
                throw PythonError.division("division by zero");
            }
            return (double) small(a) / small(b);
        }
        BigInteger divisor = big(b);
        if (divisor.signum() == 0) {
            throw PythonError.division("division by zero");
        }
        return quotient(big(a), divisor);
    }

    /** Enough bits of the quotient, the last of them set where a rest is left, so that rounding sees it. */
    private static double quotient(BigInteger dividend, BigInteger divisor) {
        int shift = Math.max(0, divisor.bitLength() - dividend.bitLength() + 66);
        BigInteger[] parts = dividend.abs().shiftLeft(shift).divideAndRemainder(divisor.abs());
        BigInteger digits = parts[1].signum() == 0 ? parts[0] : parts[0].setBit(0);
        double result = shift > 900
                ? new BigDecimal(digits)
                        .divide(new BigDecimal(BigInteger.ONE.shiftLeft(shift)))
                        .doubleValue()
                : digits.doubleValue() * Math.scalb(1.0, -shift);
        if (Double.isInfinite(result)) {
            throw PythonError.overflow("integer division result too large for a float");
        }
        return (dividend.signum() < 0) != (divisor.signum() < 0) ? -result : result;
    }

    static Object floorDivide(Object a, Object b) {
        if (isSmall(a) && isSmall(b) && small(a) != Long.MIN_VALUE) {
            if (small(b) == 0) {
                throw PythonError.division("integer division or modulo by zero");
            }
            return Math.floorDiv(small(a), small(b));
        }
        return of(floorParts(big(a), big(b))[0]);
    }

    static Object modulo(Object a, Object b) {
        if (isSmall(a) && isSmall(b)) {
            if (small(b) == 0) {
                throw PythonError.division("integer modulo by zero");
            }
            return Math.floorMod(small(a), small(b));
        }
        return of(floorParts(big(a), big(b))[1]);
    }

    private static BigInteger[] floorParts(BigInteger a, BigInteger b) {
        if (b.signum() == 0) {
            throw PythonError.division("integer division or modulo by zero");
        }
        BigInteger[] parts = a.divideAndRemainder(b);
        if (parts[1].signum() != 0 && parts[1].signum() != b.signum()) {
            parts[0] = parts[0].subtract(BigInteger.ONE);
            parts[1] = parts[1].add(b);
        }
        return parts;
    }

    static Object power(Object a, Object b, Budget budget) {
        BigInteger exponent = big(b);
        if (exponent.signum() < 0) {
            return Floats.power(toDouble(a), toDouble(b));
        }
        BigInteger base = big(a);
        if (base.abs().bitLength() <= 1) {
            return of(exponent.testBit(0) || exponent.signum() == 0 ? base.pow(exponent.signum()) : base.abs());
        }
        budget.bits(Math.min(
                (long) base.bitLength() * Math.min(exponent.longValue(), 1L << 31) + bitsBeyond(exponent),
                Long.MAX_VALUE));
        return of(base.pow(exponent.intValueExact()));
    }

    private static long bitsBeyond(BigInteger exponent) {
        return exponent.bitLength() > 31 ? 1L << 32 : 0;
    }

    static Object shiftLeft(Object a, Object b, Budget budget) {
        long count = shift(b);
        BigInteger number = big(a);
        if (number.signum() == 0) {
            return 0L;
        }
        budget.bits(Math.min(count, 1L << 40) + number.bitLength());
        return of(number.shiftLeft((int) count));
    }

    static Object shiftRight(Object a, Object b) {
        long count = shift(b);
        return of(big(a).shiftRight((int) Math.min(count, Integer.MAX_VALUE)));
    }

    private static long shift(Object count) {
        if (big(count).signum() < 0) {
            throw PythonError.value("negative shift count");
        }
        return argument(count);
    }

    static Object negate(Object a, Budget budget) {
        return subtract(0L, a, budget);
    }

    private static Object paid(BigInteger number, Budget budget) {
        budget.bits(number.bitLength());
        return of(number);
    }
}
