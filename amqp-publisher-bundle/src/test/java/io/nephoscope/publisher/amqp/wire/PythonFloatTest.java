package io.nephoscope.publisher.amqp.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nephoscope.support.text.ShortestDecimal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonFloatTest {

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1.0, 1.0",
        "-1.5, -1.5",
        "0.0, 0.0",
        "-0.0, -0.0",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "1e22, 1e+22",
        "2e23, 2e+23",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "4.9e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "-2.5e-7, -2.5e-07",
        "9007199254740993, 9007199254740992.0"
    })
    void writesAsPythonDoes(double value, String text) {
        assertThat(repr(value)).isEqualTo(text);
    }

    /** All powers of two, all powers of ten, and others that are hard, with the texts of CPython 3.11. */
    @Test
    void agreesWithPythonOnHardValues() throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Json.resource("python-floats.txt"), US_ASCII))) {
            assertThat(lines.lines().toList()).hasSizeGreaterThan(3000).allSatisfy(line -> {
                double value = Double.longBitsToDouble(Long.parseUnsignedLong(line.substring(0, 16), 16));
                assertThat(repr(value)).isEqualTo(line.substring(17));
            });
        }
    }

    @Test
    void readsBackAndHasNoShorterForm() {
        SplittableRandom random = new SplittableRandom(20261122);
        for (int i = 0; i < 20_000; i++) {
            double value = Math.abs(Double.longBitsToDouble(random.nextLong()));
            if (Double.isFinite(value)) {
                ShortestDecimal decimal = ShortestDecimal.of(value);
                int digits = Long.toString(decimal.digits()).length();

                assertThat(Double.parseDouble(decimal.digits() + "e" + decimal.exponent()))
                        .isEqualTo(value);
                assertThat(shorterExists(value, digits)).as("%s", value).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY})
    void refusesWhatJsonDoesNotKnow(double value) {
        assertThatIllegalArgumentException().isThrownBy(() -> repr(value));
    }

    private static String repr(double value) {
        return new String(PythonFloat.repr(new Bytes(1), value).copy(), US_ASCII);
    }

    private static boolean shorterExists(double value, int digits) {
        if (digits == 1) {
            return false;
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal below = exact.round(new MathContext(digits - 1, RoundingMode.DOWN));
        BigDecimal above = exact.round(new MathContext(digits - 1, RoundingMode.UP));
        return Double.parseDouble(below.toString()) == value || Double.parseDouble(above.toString()) == value;
    }
}
