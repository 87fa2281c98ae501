package io.nephoscope.pollsters.central;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.sample.Meter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void listsTheMetersThatThereAre() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("README.md")).stream()
                .dropWhile(line -> !line.equals("## Meters"))
                .skip(1)
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.lastIndexOf(" |", line.length() - 3) + 2))
                .toList();

        assertThat(documented).containsExactlyInAnyOrderElementsOf(built());
    }

    private static List<String> built() {
        CannedCloud cloud = new CannedCloud();
        CentralConfiguration configuration = new CentralConfiguration(
                Map.of("rgw.access.key", "AK", "rgw.secret.key", "SK", "rgw.service.type", "rgw"));
        GatewaySettings gateway = configuration.gateway().orElseThrow();
        return Stream.of(
                        CentralPollsters.LISTED.stream().map(row -> line(row.meter(), row.discovery())),
                        Stream.of(line(AlarmEvaluations.METER, AlarmEvaluations.DISCOVERY)),
                        CentralPollsters.asked(cloud, configuration).map(row -> line(row.meter(), row.discovery())),
                        new GatewayMeters(cloud, gateway)
                                .rows().stream().map(row -> line(row.meter(), row.discovery())))
                .flatMap(lines -> lines)
                .toList();
    }

    private static String line(Meter meter, String discovery) {
        return "| `%s` | %s | %s | `%s` |".formatted(meter.name(), meter.type().wireName(), meter.unit(), discovery);
    }
}
