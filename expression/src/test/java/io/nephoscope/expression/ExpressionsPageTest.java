package io.nephoscope.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.expression.functions.Builtins;
import io.nephoscope.expression.functions.Methods;
import io.nephoscope.expression.functions.Modules;
import io.nephoscope.expression.value.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of the language tells what there is, no more and no less. */
class ExpressionsPageTest {

    private static final Path PAGE = Path.of("../docs/expressions.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void listsTheFunctions() throws IOException {
        Set<String> listed = new TreeSet<>();
        for (String row : new String[] {"numbers", "types", "elements", "texts"}) {
            listed.addAll(codes(row));
        }

        assertThat(listed).isEqualTo(Builtins.names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "json", "operator", "re", "time"})
    void listsTheFunctionsOfAModule(String module) throws IOException {
        assertThat(codes("`" + module + "`")).containsExactlyElementsOf(Modules.members(module));
    }

    @Test
    void listsEachModule() {
        assertThat(Modules.names()).containsExactly("copy", "json", "operator", "re", "time");
    }

    @ParameterizedTest
    @EnumSource
    void listsTheMethodsOfAType(Type type) throws IOException {
        boolean same = type == Type.BOOL || type == Type.RANGE;

        assertThat(same ? Set.of() : codes(type.text()))
                .isEqualTo(same ? Set.of() : Methods.of(type).keySet());
    }

    /** The words in the second cell of a row. */
    private static Set<String> codes(String row) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| " + row + " |"))
                .flatMap(line -> CODE.matcher(line.substring(row.length() + 4)).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
