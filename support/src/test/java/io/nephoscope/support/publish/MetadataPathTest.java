package io.nephoscope.support.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataPathTest {

    private static final Map<String, Object> METADATA = Map.of(
            "host",
            "h1",
            "vcpus",
            2L,
            "tags",
            List.of("a"),
            "a.b",
            "dotted",
            "flavor",
            Map.of("name", "m1", "extra_specs", Map.of("hw:cpu.policy", "shared")));

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "host, h1",
                "vcpus, 2",
                "a.b, dotted",
                "flavor.name, m1",
                "flavor.extra_specs.hw:cpu.policy, shared",
                "flavor, ''",
                "tags, ''",
                "missing, ''",
                "missing.name, ''",
                "host.name, ''",
                "., ''",
                "'', ''"
            })
    void findsWhatAPathNames(String path, String text) {
        assertThat(MetadataPath.text(METADATA, path)).isEqualTo(text);
    }
}
