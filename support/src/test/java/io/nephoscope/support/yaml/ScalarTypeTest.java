package io.nephoscope.support.yaml;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScalarTypeTest {

    static Stream<Arguments> scalarsOfPyYaml() throws IOException {
        try (InputStream table = requireNonNull(ScalarTypeTest.class.getResourceAsStream("scalars.tsv"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arguments.of((Object[]) line.split("\t")));
        }
    }

    @ParameterizedTest
    @MethodSource("scalarsOfPyYaml")
    void readsScalarsAsPyYamlDoes(String written, ScalarType type, String value) {
        Problems problems = new Problems();

        YamlNode.Table table =
                (YamlNode.Table) YamlReader.read("a: " + written, problems).orElseThrow();

        YamlNode.Scalar scalar = (YamlNode.Scalar) table.entries().get(0).value();
        assertThat(scalar.type()).isEqualTo(type);
        if (type == ScalarType.INTEGER) {
            assertThat(YamlNumbers.integer(scalar).map(String::valueOf))
                    .isEqualTo(value.equals("fails") ? Optional.empty() : Optional.of(value));
        } else if (type == ScalarType.FLOAT) {
            assertThat(YamlNumbers.real(scalar)).isEqualTo(Double.valueOf(java(value)));
        }
    }

    private static String java(String python) {
        return python.replace("inf", "Infinity").replace("nan", "NaN");
    }

    @Test
    @Timeout(10)
    void takesAnEndlessNumberForAText() {
        assertThat(ScalarType.ofPlain("1:1".repeat(1_000_000))).isEqualTo(ScalarType.TEXT);
    }
}
