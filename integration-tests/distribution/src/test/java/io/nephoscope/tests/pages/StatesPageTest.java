package io.nephoscope.tests.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page about states beside the constants that the runtime view has for them. */
class StatesPageTest {

    private static final Path ROOT = Pages.repository();
    private static final Path PAGE = ROOT.resolve("docs/plugins-and-states.md");

    @ParameterizedTest
    @CsvSource({
        "A jar in deploy/,PluginState",
        "A pollster,PollsterState",
        "A poll,OutcomeKind",
        "A gap,GapKind",
        "A publisher,PublisherState"
    })
    void tellsEveryState(String heading, String type) throws Exception {
        List<String> told = Page.read(PAGE).rowsBelow(heading).stream()
                .map(cells -> cells.get(0).replace("`", ""))
                .toList();

        assertThat(told).containsExactlyInAnyOrderElementsOf(constants("io.nephoscope.api.runtime.dto." + type));
    }

    @Test
    void tellsEveryStateOfHealth() throws Exception {
        String text = Files.readString(PAGE);

        assertThat(constants("io.nephoscope.api.health.HealthReport$State"))
                .allSatisfy(state -> assertThat(text).contains("`" + state.toUpperCase(Locale.ROOT) + "`"));
    }

    /** As tables show them. */
    private static List<String> constants(String type) throws Exception {
        try (ModuleClasses classes = ModuleClasses.below(ROOT)) {
            return Arrays.stream(classes.named(type).getEnumConstants())
                    .map(constant ->
                            ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .toList();
        }
    }
}
