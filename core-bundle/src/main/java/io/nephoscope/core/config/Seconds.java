package io.nephoscope.core.config;

import io.nephoscope.support.yaml.Problems;
import io.nephoscope.support.yaml.ScalarType;
import io.nephoscope.support.yaml.YamlNode;
import io.nephoscope.support.yaml.YamlNumbers;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads whole seconds as Ceilometer does: Python's {@code int()} of what PyYAML makes of the scalar. What has
 * another value there is refused, never read as something else.
 */
final class Seconds {

    /** Some 31 years; what is longer is a mistake, and would overflow in nanoseconds at some 292. */
    static final long MOST = 999_999_999;

    private static final Pattern PYTHON_INT = Pattern.compile("[+-]?[0-9]+(_[0-9]+)*");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(0|[1-9][0-9_]*)");

    private final Problems problems;

    Seconds(Problems problems) {
        this.problems = problems;
    }

    /** A number of seconds, a fraction cut off. */
    Optional<Long> read(YamlNode node, String key, long least) {
        Optional<BigInteger> seconds = node instanceof YamlNode.Scalar scalar ? value(scalar) : Optional.empty();
        if (seconds.isEmpty()) {
            problems.error(node, key, "must be a number of seconds" + meant(node));
            return Optional.empty();
        }
        if (seconds.get().compareTo(BigInteger.valueOf(least)) < 0) {
            problems.error(node, key, "must be at least " + least + " second" + (least == 1 ? "" : "s"));
            return Optional.empty();
        }
        if (seconds.get().compareTo(BigInteger.valueOf(MOST)) > 0) {
            problems.error(node, key, "must be at most " + MOST + " seconds");
            return Optional.empty();
        }
        warnOfOtherBases((YamlNode.Scalar) node, key, seconds.get());
        return Optional.of(seconds.get().longValueExact());
    }

    private static Optional<BigInteger> value(YamlNode.Scalar scalar) {
        return switch (scalar.type()) {
            case INTEGER -> YamlNumbers.integer(scalar);
            case FLOAT -> whole(YamlNumbers.real(scalar));
            case TEXT -> python(scalar.text().strip());
            case NULL, BOOLEAN, TIMESTAMP, MERGE -> Optional.empty();
        };
    }

    /** Beyond the longest there is no need of the true number. */
    private static Optional<BigInteger> whole(double real) {
        if (!Double.isFinite(real)) {
            return Optional.empty();
        }
        return Optional.of(BigInteger.valueOf((long) real));
    }

    private static Optional<BigInteger> python(String text) {
        return text.length() <= 100 && PYTHON_INT.matcher(text).matches()
                ? Optional.of(new BigInteger(text.replace("_", "")))
                : Optional.empty();
    }

    private void warnOfOtherBases(YamlNode.Scalar scalar, String key, BigInteger seconds) {
        if (scalar.type() == ScalarType.INTEGER
                && !DECIMAL.matcher(scalar.text()).matches()
                && !scalar.text().equals(seconds.toString())) {
            problems.warning(
                    scalar,
                    key,
                    "%s is read as %s seconds, as YAML 1.1 has it; write %s"
                            .formatted(scalar.text(), seconds, seconds));
        }
    }

    private static String meant(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.type() == ScalarType.TEXT
                ? YamlNumbers.meant(scalar.text())
                        .map("; write %s if you mean that"::formatted)
                        .orElse("")
                : "";
    }
}
