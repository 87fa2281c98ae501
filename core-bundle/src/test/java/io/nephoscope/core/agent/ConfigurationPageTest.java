package io.nephoscope.core.agent;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.core.fake.PageTable;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationPageTest {

    private final SettingsReader reader = new SettingsReader();

    static Stream<Method> keys() {
        return Arrays.stream(CoreConfig.class.getDeclaredMethods());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void thePageTellsDefaultAndBoundsOfEachKey(Method declared) throws IOException {
        String key = declared.getName().replace('_', '.');

        List<String> row = PageTable.below("io.nephoscope.core.cfg").stream()
                .filter(cells -> cells.get(0).equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the page has no row of " + key));

        assertThat(row.get(1)).isEqualTo(text(declared.getDefaultValue()));
        if (row.get(2).contains("…")) {
            String[] bounds =
                    row.get(2).replace(",", "").replace("a year", "31536000").split(" … ", 2);
            long least = Long.parseLong(bounds[0]);
            long greatest = Long.parseLong(bounds[1]);
            assertThat(List.of(isTaken(key, least - 1), isTaken(key, least), isTaken(key, greatest)))
                    .containsExactly(false, true, true);
            assertThat(isTaken(key, greatest + 1)).isFalse();
        }
    }

    private boolean isTaken(String key, long value) {
        reader.read(Map.of(key, value), Optional.empty());
        return reader.refused().isEmpty();
    }

    private static String text(Object value) {
        return value instanceof Object[] several
                ? Arrays.stream(several).map(String::valueOf).collect(joining(","))
                : String.valueOf(value);
    }
}
