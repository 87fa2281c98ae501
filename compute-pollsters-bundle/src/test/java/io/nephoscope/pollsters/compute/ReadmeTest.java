package io.nephoscope.pollsters.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.sample.Meter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void listsTheMetersThatThereAre() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.lastIndexOf(" |", line.length() - 3) + 2))
                .toList();

        List<String> built = Stream.concat(
                        ComputeMeters.ROWS.stream()
                                .map(row -> line(row.meter(), row.group().name())),
                        ComputePollsters.OF_FLAVOR.stream().map(pollster -> line(pollster.meter(), "")))
                .toList();

        assertThat(documented).containsExactlyElementsOf(built);
    }

    private static String line(Meter meter, String group) {
        return "| `%s` | %s | %s | %s |".formatted(meter.name(), meter.type().wireName(), meter.unit(), group);
    }
}
