package io.nephoscope.pollsters.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Path README = Path.of("README.md");

    @Test
    void listsTheMetersThatAreShipped() throws IOException {
        List<String> documented = Files.readAllLines(README).stream()
                .dropWhile(line -> !line.equals("## Meters"))
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(
                        Shipped.metrics().stream().map(ReadmeTest::line).toList());
    }

    private static String line(MeterDefinition metric) {
        String resource =
                switch (metric.post()) {
                    case NET -> "interface: `HOST.NAME`";
                    case DISK -> "file system or disk: `HOST.DEVICE`";
                    case MEMORY, NONE -> "the device";
                };
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        metric.name(),
                        metric.meter().type().wireName(),
                        metric.meter().unit(),
                        resource);
    }

    @Test
    void namesEachTypeThatMayBeWritten() throws IOException {
        assertThat(Files.readString(README).replaceAll("\\s+", " "))
                .contains(
                        Converter.texts().stream().map(text -> "`" + text + "`").toList());
    }
}
