package io.nephoscope.pollsters.dynamic.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.pollsters.dynamic.definition.Authentication.Scheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page for those who write definitions has each option, and each scheme. */
class OptionsPageTest {

    private static final Path PAGE = Path.of("../docs/dynamic-pollsters.md");

    @Test
    void hasARowForEachOptionInTheirOrder() throws IOException {
        assertThat(rows().map(row -> row.get(0)))
                .containsExactlyElementsOf(Stream.of(DefinitionOption.values())
                        .map(DefinitionOption::key)
                        .toList());
    }

    @Test
    void namesEachScheme() throws IOException {
        String schemes = rows().filter(row -> row.get(0).equals(DefinitionOption.AUTHENTICATION_OBJECT.key()))
                .map(row -> row.get(2))
                .findFirst()
                .orElseThrow();

        assertThat(schemes)
                .contains(Stream.of(Scheme.values())
                        .map(scheme -> "`" + scheme.word() + "`")
                        .toList());
    }

    private static Stream<List<String>> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals("## Options"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .map(line -> Stream.of(line.replace("\\|", "/").split("\\|", -1))
                        .skip(1)
                        .map(cell -> cell.strip())
                        .toList())
                .map(cells -> List.of(cells.get(0).replace("`", ""), cells.get(1), cells.get(2)));
    }
}
