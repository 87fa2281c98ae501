package io.nephoscope.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MeterFilterTest {

    static Stream<Vectors.Case> recordedLists() {
        return Vectors.cases("meter_matching").stream()
                .filter(recorded -> recorded.get("meters") instanceof List<?> list
                        && list.stream().allMatch(String.class::isInstance));
    }

    @ParameterizedTest
    @MethodSource("recordedLists")
    void selectsWhatCeilometerSelects(Vectors.Case recorded) {
        List<String> patterns = recorded.texts("meters");
        List<String> names = Vectors.all().texts("meter_names_tested");

        if (recorded.has("polling_exception")) {
            assertThat(MeterFilter.objection(patterns)).isPresent();
        } else {
            MeterFilter filter = MeterFilter.of(patterns);
            assertThat(names.stream().filter(filter::selects)).isEqualTo(recorded.texts("supported"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "[abc]*, cpu, true",
        "[!abc]*, cpu, false",
        "[], [], true",
        "[]a], ], true",
        "[a, [a, true",
        "c[o-q]u, cpu, true",
        "c[q-o]u, cpu, false",
        "c[!q-o]u, cpu, true",
        "c[^p]u, cpu, true",
        "c[&&p]u, cpu, true",
        "a.b, axb, false",
        "a+, a+, true",
        "*, a\u00e9\uD83D\uDE00, true"
    })
    void readsShellPatterns(String pattern, String name, boolean selected) {
        assertThat(MeterFilter.of(List.of(pattern)).selects(name)).isEqualTo(selected);
    }

    @Test
    void refusesAnEmptyName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeterFilter.of(List.of("")))
                .withMessageContaining("empty");
    }

    @Test
    void equalsAFilterOfTheSamePatterns() {
        assertThat(MeterFilter.of(List.of("cpu")))
                .isEqualTo(MeterFilter.of(List.of("cpu")))
                .hasSameHashCodeAs(MeterFilter.of(List.of("cpu")))
                .isNotEqualTo(MeterFilter.of(List.of("cpu*")));
    }
}
