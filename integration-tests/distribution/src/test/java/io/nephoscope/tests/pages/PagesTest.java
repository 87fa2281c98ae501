package io.nephoscope.tests.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.tests.pages.Page.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages of the repository, as a reader goes through them. */
class PagesTest {

    private static final Pattern CONFIGURATION_FILE = Pattern.compile("\\| `([\\w.]+\\.cfg)` .*]\\(([^)]+)\\) \\|");
    private static final Pattern KEY = Pattern.compile("^#?([a-z][a-z.]*) =");

    private static Path root;
    private static Pages pages;

    @BeforeAll
    static void read() throws IOException {
        root = Pages.repository();
        pages = Pages.below(root);
    }

    @Test
    void everyLinkLeadsToAFileAndItsHeading() throws IOException {
        assertThat(pages.brokenLinks()).isEmpty();
    }

    @Test
    void everyPageIsReachedFromTheReadme() throws IOException {
        assertThat(pages.unreachableFrom("README.md")).isEmpty();
    }

    @Test
    void theReadmeIsOneScreen() throws IOException {
        assertThat(Page.read(root.resolve("README.md")).lines()).hasSizeLessThanOrEqualTo(60);
    }

    /** The configuration page names the page that tells the keys of a file; the shipped file shows all its keys. */
    @Test
    void tellsEveryKeyOfTheConfigurationFiles() throws IOException {
        Page configuration = Page.read(root.resolve("docs/configuration.md"));
        for (String row : configuration.lines()) {
            Matcher file = CONFIGURATION_FILE.matcher(row);
            if (file.matches()) {
                Path told = configuration.target(file.group(2));
                List<String> keys =
                        Files.readAllLines(root.resolve("distribution/src/main/etc/" + file.group(1))).stream()
                                .flatMap(line -> KEY.matcher(line).results())
                                .map(key -> "`" + key.group(1) + "`")
                                .toList();
                assertThat(keys).as(file.group(1)).isNotEmpty();
                assertThat(told).content().contains(keys);
            }
        }
    }

    @Test
    void theConfigurationPageNamesEveryFileThatIsShipped() throws IOException {
        String text = Files.readString(root.resolve("docs/configuration.md"));

        try (Stream<Path> files = Files.list(root.resolve("distribution/src/main/etc"))) {
            assertThat(files).allSatisfy(file -> assertThat(text).contains("`" + file.getFileName() + "`"));
        }
    }

    /** The build compiles what the pages show. */
    @Test
    void everyJavaCodeOfDocsIsARegionOfASource() {
        for (Page page : pages.all()) {
            if (page.file().startsWith(root.resolve("docs"))) {
                for (Code code : page.code()) {
                    if (code.language().equals("java")) {
                        assertThat(code.origin())
                                .as(
                                        "%s:%d: code of no source; name it as <!-- snippet: file#region -->",
                                        page, code.line())
                                .isNotEmpty();
                    }
                }
            }
        }
    }

    @Test
    void showsTheSourcesAsTheyAre() throws IOException {
        for (Page page : pages.all()) {
            for (Code code : page.code()) {
                if (!code.origin().isEmpty()) {
                    assertThat(String.join("\n", code.lines()))
                            .as("%s:%d", page, code.line())
                            .isEqualTo(String.join("\n", region(code.origin())));
                }
            }
        }
    }

    /** What stands between {@code #region NAME} and {@code #endregion}, or the whole file, as far left as it can stand. */
    private static List<String> region(String origin) throws IOException {
        String[] parts = origin.split("#", 2);
        List<String> lines = Files.readAllLines(root.resolve(parts[0]));
        if (parts.length == 1) {
            return lines;
        }
        List<String> region = lines.stream()
                .dropWhile(line -> !line.strip().endsWith(" #region " + parts[1]))
                .skip(1)
                .takeWhile(line -> !line.strip().endsWith(" #endregion"))
                .toList();
        assertThat(region).as(origin).isNotEmpty();
        return String.join("\n", region).stripIndent().lines().toList();
    }
}
