package io.nephoscope.pollsters.ipmi;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.pollster.PollsterDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void listsTheMetersThatThereAre() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("README.md")).stream()
                .dropWhile(line -> !line.equals("## Meters"))
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(documented)
                .extracting(line -> line.substring(0, line.indexOf(" |", 3)))
                .containsExactlyElementsOf(new IpmiPollsters(Map.of())
                        .pollsters().stream().map(ReadmeTest::begin).toList());
        assertThat(documented).allMatch(line -> line.contains("| gauge |") && line.contains("| `local_node` |"));
    }

    private static String begin(PollsterDefinition definition) {
        assertThat(definition.discovery()).isEqualTo("local_node");
        assertThat(definition.namespaces()).containsExactly("ipmi");
        return "| `" + definition.name() + "`";
    }
}
