package io.nephoscope.tests.distribution;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who finds a name in a log, a stack trace or a page finds one class by it. */
class ShippedNamesTest {

    private static final Path ROOT = Path.of("../..");

    @Test
    void noTwoShippedClassesBearOneName() throws IOException {
        Map<String, Set<Path>> files;
        try (Stream<Path> paths = Files.walk(ROOT)) {
            files = paths.filter(ShippedNamesTest::isShipped)
                    .collect(groupingBy(path -> path.getFileName().toString(), TreeMap::new, toSet()));
        }

        assertThat(files).hasSizeGreaterThan(300);
        files.values().removeIf(same -> same.size() == 1);
        assertThat(files).as("names that several shipped classes have").isEmpty();
    }

    private static boolean isShipped(Path file) {
        String path = ROOT.relativize(file).toString();
        return path.contains("src/main/java/")
                && path.endsWith(".java")
                && !path.endsWith("-info.java")
                && !path.matches("(integration-tests|benchmarks|faults|examples|distribution)/.*")
                && !path.contains("/target/");
    }
}
