package io.nephoscope.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each package knows only those that come before it on the data's way. */
class ArchitectureTest {

    private static final Path SOURCES = Path.of("src/main/java/io/nephoscope/core");
    private static final Pattern IMPORT = Pattern.compile("import (?:static )?io\\.nephoscope\\.core\\.(\\w+)\\.");
    private static final Pattern OSGI = Pattern.compile("import (?:static )?org\\.osgi\\.");

    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("source", Set.of()),
            Map.entry("plugin", Set.of()),
            Map.entry("config", Set.of("source")),
            Map.entry("registry", Set.of("plugin")),
            Map.entry("schedule", Set.of("source", "plugin")),
            Map.entry("publish", Set.of("plugin")),
            Map.entry("cycle", Set.of("source", "plugin", "schedule", "publish")),
            Map.entry("completeness", Set.of("source", "plugin", "schedule", "publish")),
            Map.entry("partition", Set.of("source", "plugin", "schedule", "publish")),
            Map.entry(
                    "runtime",
                    Set.of(
                            "source",
                            "plugin",
                            "registry",
                            "schedule",
                            "publish",
                            "cycle",
                            "completeness",
                            "partition")),
            Map.entry(
                    "agent",
                    Set.of(
                            "source",
                            "plugin",
                            "config",
                            "registry",
                            "schedule",
                            "publish",
                            "cycle",
                            "completeness",
                            "partition",
                            "runtime")));

    static Stream<String> packages() {
        return ALLOWED.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void knowsOnlyWhatComesBefore(String name) throws IOException {
        List<String> imported =
                imports(name, IMPORT).map(match -> match.group(1)).distinct().toList();

        assertThat(imported)
                .isSubsetOf(Stream.concat(Stream.of(name), ALLOWED.get(name).stream())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void keepsTheFrameworkAtTheEdges(String name) throws IOException {
        boolean edge = name.equals("registry") || name.equals("agent");

        assertThat(imports(name, OSGI).findAny().isEmpty()).isEqualTo(!edge);
    }

    @Test
    void hasNoOtherPackage() throws IOException {
        try (Stream<Path> folders = Files.list(SOURCES)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(ALLOWED.keySet());
        }
    }

    private static Stream<MatchResult> imports(String name, Pattern pattern) throws IOException {
        try (Stream<Path> files = Files.list(SOURCES.resolve(name))) {
            return files.toList().stream()
                    .flatMap(file -> pattern.matcher(read(file)).results());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
