package io.nephoscope.tests.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What operators unpack, as they read it. */
class ArchiveIT {

    private static final Path ROOT = Path.of(System.getProperty("nephoscope.root"));
    private static final Path HOME = ROOT.resolve("distribution/target/nephoscope");
    private static final Path REPOSITORY = HOME.resolve("repository/io/nephoscope");

    @Test
    void holdsThePagesThatItsReadmeNamesAndAllThatTheyLeadTo() throws IOException {
        Pages pages = Pages.below(HOME);

        assertThat(pages.brokenLinks()).isEmpty();
        assertThat(pages.unreachableFrom("README.md")).isEmpty();
    }

    @Test
    void saysInPollingYamlWhereItsKeysAreTold() throws IOException {
        assertThat(Files.readString(HOME.resolve("etc/polling.yaml"))).contains("docs/configuration.md");
        assertThat(HOME.resolve("docs/configuration.md")).isRegularFile();
    }

    @Test
    void takesThePollingYamlThatThePageShows() throws Exception {
        ProcessBuilder validate = new ProcessBuilder(
                HOME.resolve("bin/nephoscope").toString(),
                "validate",
                ROOT.resolve("examples/snippets/etc/polling.yaml").toString());
        validate.environment().put("JAVA_HOME", System.getProperty("java.home"));

        Process process = validate.redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(printed).isZero();
    }

    @Test
    void holdsApiAndTestKitWithSourcesAndJavadoc() throws Exception {
        for (String artifact : List.of("io.nephoscope.api", "io.nephoscope.testkit")) {
            Path folder = onlyVersionOf(artifact);
            String start = artifact + "-" + folder.getFileName();
            for (String end : List.of(".jar", "-sources.jar", "-javadoc.jar", ".pom")) {
                Path file = folder.resolve(start + end);
                assertThat(file).isNotEmptyFile();
                assertThat(folder.resolve(start + end + ".sha1")).content().isEqualToIgnoringWhitespace(sha1(file));
            }
        }
    }

    /** Whoever depends on it must not need our parent, nor look for anything in folders of the machine that built it. */
    @Test
    void hasPomsThatStandAlone() throws IOException {
        for (String artifact : List.of("io.nephoscope.api", "io.nephoscope.testkit")) {
            Path folder = onlyVersionOf(artifact);
            assertThat(folder.resolve(artifact + "-" + folder.getFileName() + ".pom"))
                    .content()
                    .doesNotContain("<parent>", "<repositories>", "${", ROOT.toString());
        }
    }

    private static Path onlyVersionOf(String artifact) throws IOException {
        try (Stream<Path> versions = Files.list(REPOSITORY.resolve(artifact))) {
            List<Path> all = versions.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private static String sha1(Path file) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(file));
        return String.format(Locale.ROOT, "%040x", new BigInteger(1, digest));
    }
}
