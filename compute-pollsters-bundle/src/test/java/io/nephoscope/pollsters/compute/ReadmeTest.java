package io.nephoscope.pollsters.compute;

import static java.util.stream.Collectors.joining;
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
                .dropWhile(line -> !line.equals("## Meters"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.lastIndexOf(" |", line.length() - 3) + 2))
                .toList();

        List<String> built = Stream.concat(
                        ComputeMeters.ROWS.stream().map(row -> line(row.meter(), groups(row))),
                        ComputePollsters.OF_FLAVOR.stream().map(pollster -> line(pollster.meter(), "")))
                .toList();

        assertThat(documented).containsExactlyElementsOf(built);
    }

    private static String groups(MeterRow row) {
        return row.groups().stream().map(Enum::name).sorted().collect(joining(", "));
    }

    private static String line(Meter meter, String group) {
        return "| `%s` | %s | %s | %s |".formatted(meter.name(), meter.type().wireName(), meter.unit(), group);
    }
}
