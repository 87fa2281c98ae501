package io.nephoscope.expression.value;

import io.nephoscope.expression.ErrorKind;
import io.nephoscope.support.text.ShortestDecimal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Floating point numbers with Python's rules for division, rounding and text. */
public final class Floats {

    private static final int FIRST_FIXED_EXPONENT = -4;
    private static final int FIRST_SCIENTIFIC_EXPONENT = 16;
    private static final double EXACT_INTEGERS = 1e15;
    private static final int MOST_EXACT_EXPONENT = 1024;
    private static final MathContext EXACT_POWER = new MathContext(60, RoundingMode.HALF_EVEN);

    private Floats() {}

    /** @param number a number of any type */
    public static double of(@Nullable Object number) {
        return number instanceof Double real ? real : Ints.toDouble(number);
    }

    static double divide(double a, double b) {
        if (b == 0) {
            throw PythonError.division("float division by zero");
        }
        return a / b;
    }

    static double modulo(double a, double b) {
        if (b == 0) {
            throw PythonError.division("float modulo");
        }
        double rest = a % b;
        if (rest == 0) {
            return Math.copySign(0.0, b);
        }
        return (rest < 0) == (b < 0) ? rest : rest + b;
    }

    static double floorDivide(double a, double b) {
        if (b == 0) {
            throw PythonError.division("float floor division by zero");
        }
        double rest = a % b;
        double quotient = (a - rest) / b;
        if (rest != 0 && (rest < 0) != (b < 0)) {
            quotient -= 1;
        }
        if (quotient == 0) {
            return Math.copySign(0.0, a / b);
        }
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    static double power(double a, double b) {
        if (a == 1 || b == 0) {
            return 1;
        }
        if (a == 0 && b < 0) {
            throw PythonError.division("0.0 cannot be raised to a negative power");
        }
        if (a < 0 && b != Math.rint(b) && !Double.isInfinite(a)) {
            throw PythonError.type("the result would be a complex number, which expressions do not have");
        }
        if (a == -1 && Double.isInfinite(b)) {
            return 1;
        }
        double result = computedPower(a, b);
        if (Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
            throw PythonError.overflow("(34, 'Numerical result out of range')");
        }
        return result;
    }

    /** Correctly rounded for the exponents that people write, where Java's own is one unit off at times. */
    private static double computedPower(double a, double b) {
        if (b == 2) {
            return a * a;
        }
        if (b == 0.5 && a > 0) {
            return Math.sqrt(a);
        }
        if (b != Math.rint(b) || Math.abs(b) > MOST_EXACT_EXPONENT || a == 0 || !Double.isFinite(a)) {
            return Math.pow(a, b);
        }
        BigDecimal power = new BigDecimal(a).pow((int) Math.abs(b), EXACT_POWER);
        return (b < 0 ? BigDecimal.ONE.divide(power, EXACT_POWER) : power).doubleValue();
    }

    /** The integer that a float is cut to. */
    public static Object toInt(double number) {
        checkFinite(number);
        if (Math.abs(number) < 0x1p63) {
            return (long) number;
        }
        return Ints.of(new BigDecimal(number).toBigInteger());
    }

    /** The nearest integer, of two the even one. */
    public static Object round(double number) {
        checkFinite(number);
        return toInt(Math.rint(number));
    }

    /** The nearest number with so many decimals; of two, the one that the exact binary value is nearer to. */
    public static double round(double number, long decimals) {
        if (number == 0 || Double.isNaN(number) || Double.isInfinite(number) || decimals > 323) {
            return number;
        }
        if (decimals < -308) {
            return Math.copySign(0.0, number);
        }
        double result = new BigDecimal(number)
                .setScale((int) decimals, RoundingMode.HALF_EVEN)
                .doubleValue();
        if (Double.isInfinite(result)) {
            throw PythonError.overflow("rounded value too large to represent");
        }
        return Math.copySign(result, number);
    }

    private static void checkFinite(double number) {
        if (Double.isNaN(number)) {
            throw new PythonError(ErrorKind.VALUE_ERROR, "cannot convert float NaN to integer");
        }
        if (Double.isInfinite(number)) {
            throw PythonError.overflow("cannot convert float infinity to integer");
        }
    }

    /** The shortest text that reads back as this number. */
    public static String repr(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        String sign = Double.doubleToRawLongBits(number) < 0 ? "-" : "";
        double magnitude = Math.abs(number);
        if (Double.isInfinite(magnitude)) {
            return sign + "inf";
        }
        if (magnitude < EXACT_INTEGERS && magnitude == (long) magnitude) {
            return sign + (long) magnitude + ".0";
        }
        ShortestDecimal decimal = ShortestDecimal.of(magnitude);
        String digits = Long.toString(decimal.digits());
        int exponent = decimal.exponent() + digits.length() - 1;
        if (exponent < FIRST_FIXED_EXPONENT || exponent >= FIRST_SCIENTIFIC_EXPONENT) {
            return sign + scientific(digits, exponent);
        }
        String fixed = BigDecimal.valueOf(decimal.digits(), -decimal.exponent()).toPlainString();
        return sign + (fixed.indexOf('.') < 0 ? fixed + ".0" : fixed);
    }

    /** Digits with a point after the first and an exponent of at least two digits. */
    public static String scientific(String digits, int exponent) {
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        int size = Math.abs(exponent);
        return mantissa + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }

    /** Significant digits, correctly rounded: digits and the exponent of the first. */
    public static BigDecimal significant(double number, int digits) {
        return new BigDecimal(number).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }
}
