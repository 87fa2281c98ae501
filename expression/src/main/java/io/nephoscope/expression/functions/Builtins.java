package io.nephoscope.expression.functions;

import io.nephoscope.expression.ErrorKind;
import io.nephoscope.expression.value.BinaryOperator;
import io.nephoscope.expression.value.Budget;
import io.nephoscope.expression.value.Callable;
import io.nephoscope.expression.value.Conversion;
import io.nephoscope.expression.value.Floats;
import io.nephoscope.expression.value.Ints;
import io.nephoscope.expression.value.PythonError;
import io.nephoscope.expression.value.Sequences;
import io.nephoscope.expression.value.Stream;
import io.nephoscope.expression.value.Text;
import io.nephoscope.expression.value.Tuple;
import io.nephoscope.expression.value.Type;
import io.nephoscope.expression.value.UnaryOperator;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The functions that have a name of their own. Those that make or go through sequences stand in {@link Streams}. */
public final class Builtins {

    private static final Map<String, Function> FUNCTIONS = new TreeMap<>();

    static {
        add("abs", "number, /", (a, b) -> abs(a[0], b));
        add("ascii", "value, /", (a, b) -> Conversion.apply('a', a[0], b));
        add("bin", "number, /", (a, b) -> radix(a[0], 2, "0b"));
        add("callable", "value, /", (a, b) -> a[0] instanceof Callable);
        add("chr", "code, /", (a, b) -> chr(a[0]));
        add("divmod", "x, y, /", Builtins::divmod);
        add("format", "value, spec=, /", Builtins::format);
        add("hex", "number, /", (a, b) -> radix(a[0], 16, "0x"));
        add("isinstance", "value, type, /", (a, b) -> isInstance(a[0], a[1]));
        add("len", "value, /", (a, b) -> length(a[0]));
        add("oct", "number, /", (a, b) -> radix(a[0], 8, "0o"));
        add("ord", "character, /", (a, b) -> ord(a[0]));
        add("pow", "base, exp, mod=", Builtins::pow);
        add("repr", "value, /", (a, b) -> Text.repr(a[0], b));
        add("round", "number, ndigits=", (a, b) -> round(a[0], a[1]));
        add("sum", "iterable, /, start=", Builtins::sum);
        add("type", "value, /", (a, b) -> Types.of(a[0]));
        Streams.FUNCTIONS.forEach(Builtins::add);
        Types.FUNCTIONS.forEach(Builtins::add);
    }

    private Builtins() {}

    private static void add(String name, String signature, Function.Body body) {
        add(Function.of(name, signature, body));
    }

    private static void add(Function function) {
        FUNCTIONS.put(function.name(), function);
    }

    /** The function of this name; null if there is none. */
    public static @Nullable Function find(String name) {
        return FUNCTIONS.get(name);
    }

    public static Set<String> names() {
        return Collections.unmodifiableSet(FUNCTIONS.keySet());
    }

    private static Object abs(@Nullable Object value, Budget budget) {
        if (value instanceof Double real) {
            return Math.abs(real);
        }
        if (!Type.isInt(value)) {
            throw PythonError.type("bad operand type for abs(): '" + Type.name(value) + "'");
        }
        return Ints.big(value).signum() < 0
                ? UnaryOperator.NEGATE.apply(value, budget)
                : UnaryOperator.POSITIVE.apply(value, budget);
    }

    private static String radix(@Nullable Object value, int radix, String prefix) {
        Ints.argument(value);
        BigInteger number = Ints.big(value);
        return (number.signum() < 0 ? "-" : "") + prefix + number.abs().toString(radix);
    }

    private static String chr(@Nullable Object value) {
        long code = Ints.argument(value);
        if (code != (int) code) {
            throw PythonError.overflow("Python int too large to convert to C int");
        }
        if (code < 0 || code > Character.MAX_CODE_POINT) {
            throw PythonError.value("chr() arg not in range(0x110000)");
        }
        return Character.toString((int) code);
    }

    private static Object ord(@Nullable Object value) {
        if (!(value instanceof String text)) {
            throw PythonError.type("ord() expected string of length 1, but " + Type.name(value) + " found");
        }
        int size = text.codePointCount(0, text.length());
        if (size != 1) {
            throw PythonError.type("ord() expected a character, but string of length " + size + " found");
        }
        return (long) text.codePointAt(0);
    }

    private static Object divmod(Object[] a, Budget budget) {
        if (!Type.isNumber(a[0]) || !Type.isNumber(a[1])) {
            throw PythonError.type("unsupported operand type(s) for divmod(): '" + Type.name(a[0]) + "' and '"
                    + Type.name(a[1]) + "'");
        }
        return new Tuple(
                BinaryOperator.FLOOR_DIVIDE.apply(a[0], a[1], budget), BinaryOperator.MODULO.apply(a[0], a[1], budget));
    }

    private static Object format(Object[] a, Budget budget) {
        return Conversion.format(a[0], Args.given(a[1]) ? Args.text(a[1], "format") : "", budget);
    }

    private static boolean isInstance(@Nullable Object value, @Nullable Object type) {
        if (type instanceof Tuple several) {
            return several.asList().stream().anyMatch(one -> isInstance(value, one));
        }
        if (type instanceof Function function && function.constructs() != null) {
            Type own = Type.of(value);
            return own == function.constructs() || (own == Type.BOOL && function.constructs() == Type.INT);
        }
        throw PythonError.type("isinstance() arg 2 must be a type, a tuple of types, or a union");
    }

    private static Object length(@Nullable Object value) {
        int size = Sequences.size(value);
        if (size < 0) {
            throw PythonError.type("object of type '" + Type.name(value) + "' has no len()");
        }
        return (long) size;
    }

    private static @Nullable Object pow(Object[] a, Budget budget) {
        if (!Args.some(a[2])) {
            return BinaryOperator.POWER.apply(a[0], a[1], budget);
        }
        if (!Type.isInt(a[0]) || !Type.isInt(a[1]) || !Type.isInt(a[2])) {
            throw PythonError.type("pow() 3rd argument not allowed unless all arguments are integers");
        }
        BigInteger modulus = Ints.big(a[2]);
        if (modulus.signum() == 0) {
            throw PythonError.value("pow() 3rd argument cannot be 0");
        }
        budget.bits(Ints.big(a[1]).bitLength());
        try {
            BigInteger power = Ints.big(a[0]).modPow(Ints.big(a[1]), modulus.abs());
            return Ints.of(modulus.signum() < 0 && power.signum() > 0 ? power.add(modulus) : power);
        } catch (ArithmeticException e) {
            throw PythonError.value("base is not invertible for the given modulus");
        }
    }

    private static Object round(@Nullable Object number, @Nullable Object digits) {
        if (number == null || !Type.isNumber(number)) {
            throw PythonError.type("type " + Type.name(number) + " doesn't define __round__ method");
        }
        if (number instanceof Double real) {
            return Args.some(digits) ? (Object) Floats.round(real, Ints.argument(digits)) : Floats.round(real);
        }
        long places = Args.some(digits) ? Ints.argument(digits) : 0;
        return places >= 0 ? Ints.of(Ints.big(number)) : roundInt(Ints.big(number), -places);
    }

    private static Object roundInt(BigInteger number, long zeros) {
        if (zeros > number.bitLength()) {
            return 0L;
        }
        java.math.BigDecimal rounded =
                new java.math.BigDecimal(number).setScale((int) -zeros, java.math.RoundingMode.HALF_EVEN);
        return Ints.of(rounded.toBigIntegerExact());
    }

    private static @Nullable Object sum(Object[] a, Budget budget) {
        Object sum = Args.given(a[1]) ? a[1] : Long.valueOf(0);
        if (sum instanceof String) {
            throw PythonError.type("sum() can't sum strings [use ''.join(seq) instead]");
        }
        Iterator<?> elements = Stream.over(a[0], budget);
        while (elements.hasNext()) {
            sum = BinaryOperator.ADD.apply(sum, elements.next(), budget);
        }
        return sum;
    }

    static PythonError stop() {
        return new PythonError(ErrorKind.STOP_ITERATION, "");
    }
}
