package io.nephoscope.expression.value;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Operators before one value. */
public enum UnaryOperator {
    NEGATE("-"),
    POSITIVE("+"),
    INVERT("~");

    private final String symbol;

    UnaryOperator(String symbol) {
        this.symbol = symbol;
    }

    public Object apply(@Nullable Object value, Budget budget) {
        if (value instanceof Double real && this != INVERT) {
            return this == NEGATE ? -real : real;
        }
        if (value == null || !Type.isInt(value)) {
            throw PythonError.type("bad operand type for unary " + symbol + ": '" + Type.name(value) + "'");
        }
        return switch (this) {
            case NEGATE -> Ints.negate(value, budget);
            case POSITIVE -> Ints.of(Ints.big(value));
            case INVERT -> Ints.of(Ints.big(value).add(BigInteger.ONE).negate());
        };
    }
}
