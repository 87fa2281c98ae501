package io.nephoscope.support.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/** The numbers that PyYAML makes of scalars. */
public final class YamlNumbers {

    private static final BigInteger SIXTY = BigInteger.valueOf(60);

    private YamlNumbers() {}

    /** The value of an {@link ScalarType#INTEGER}; empty where PyYAML fails, as for {@code 0x_}. */
    public static Optional<BigInteger> integer(YamlNode.Scalar scalar) {
        String digits = scalar.text().replace("_", "");
        boolean negative = digits.startsWith("-");
        String bare = digits.startsWith("-") || digits.startsWith("+") ? digits.substring(1) : digits;
        try {
            BigInteger value = magnitude(bare);
            return Optional.of(negative ? value.negate() : value);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static BigInteger magnitude(String digits) {
        if (digits.startsWith("0b")) {
            return new BigInteger(digits.substring(2), 2);
        }
        if (digits.startsWith("0x")) {
            return new BigInteger(digits.substring(2), 16);
        }
        if (digits.startsWith("0")) {
            return new BigInteger(digits, 8);
        }
        BigInteger value = BigInteger.ZERO;
        for (String part : digits.split(":", -1)) {
            value = value.multiply(SIXTY).add(new BigInteger(part));
        }
        return value;
    }

    /** The value of a {@link ScalarType#FLOAT}; may be infinite or not a number. */
    public static double real(YamlNode.Scalar scalar) {
        String text = scalar.text().replace("_", "").toLowerCase(Locale.ROOT);
        double sign = text.startsWith("-") ? -1 : 1;
        String bare = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (bare.equals(".inf")) {
            return sign * Double.POSITIVE_INFINITY;
        }
        if (bare.equals(".nan")) {
            return Double.NaN;
        }
        double value = 0;
        for (String part : bare.split(":", -1)) {
            value = value * 60 + Double.parseDouble(part);
        }
        return sign * value;
    }

    /** Whether Python takes the value for false: nothing, no, zero, an empty text, an empty list or mapping. */
    public static boolean isFalsy(YamlNode node) {
        if (node instanceof YamlNode.Sequence list) {
            return list.items().isEmpty();
        }
        if (node instanceof YamlNode.Table table) {
            return table.entries().isEmpty();
        }
        YamlNode.Scalar scalar = (YamlNode.Scalar) node;
        return switch (scalar.type()) {
            case NULL -> true;
            case BOOLEAN -> !isTrue(scalar);
            case INTEGER -> integer(scalar).filter(value -> value.signum() == 0).isPresent();
            case FLOAT -> real(scalar) == 0;
            case TEXT -> scalar.text().isEmpty();
            case TIMESTAMP, MERGE -> false;
        };
    }

    /** The value of a {@link ScalarType#BOOLEAN}. */
    public static boolean isTrue(YamlNode.Scalar scalar) {
        return switch (scalar.text().toLowerCase(Locale.ROOT)) {
            case "yes", "true", "on" -> true;
            default -> false;
        };
    }

    /** What somebody may have meant by a text that YAML 1.1 takes for none of its numbers, in plain decimals. */
    public static Optional<String> meant(String text) {
        String bare = text.strip().replace("_", "");
        if (bare.length() > 40) {
            return Optional.empty();
        }
        try {
            if (bare.matches("0o[0-7]+")) {
                return Optional.of(new BigInteger(bare.substring(2), 8).toString());
            }
            if (bare.matches("[+-]?[0-9]+(:[0-9]+)+")) {
                return Optional.of(magnitudeOfTime(bare).toString());
            }
            double value = new BigDecimal(bare).doubleValue();
            return Math.abs(value) < 1e15
                    ? Optional.of(BigDecimal.valueOf((long) value).toPlainString())
                    : Optional.empty();
        } catch (NumberFormatException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static BigInteger magnitudeOfTime(String time) {
        BigInteger value = BigInteger.ZERO;
        for (String part : time.replace("+", "").split(":", -1)) {
            value = value.multiply(SIXTY).add(new BigInteger(part));
        }
        return value;
    }
}
