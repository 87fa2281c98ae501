package io.nephoscope.core.agent;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.core.source.Source;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PollingDefinitionTest {

    private static final String FINE = "sources: [{name: a, interval: 60, meters: ['*']}]";
    private static final String BAD = "sources:\n- {name: a, interval: never, meters: ['*']}";

    private final AtomicInteger changes = new AtomicInteger();

    @Test
    void isAbsentWithoutAFile() {
        PollingDefinition definition = definition("");

        assertThat(definition.state().isAbsent()).isTrue();
    }

    @Test
    void putsAFileInForce() {
        PollingDefinition definition = definition(FINE);

        assertThat(definition.state().sources()).extracting(Source::name).containsExactly("a");
        assertThat(definition.state().refused()).isEmpty();
    }

    @Test
    void keepsTheOldVersionWhenTheNewOneIsRefused() {
        PollingDefinition definition = definition(FINE);

        definition.modified(config(BAD));

        assertThat(definition.state().sources()).hasSize(1);
        assertThat(definition.state().refused())
                .containsExactly("/etc/polling.yaml:2: sources[0].interval: must be a number of seconds");
        assertThat(changes).hasValue(1);
    }

    @Test
    void recoversWhenTheFileIsMended() {
        PollingDefinition definition = definition(BAD);
        assertThat(definition.state().sources()).isEmpty();

        definition.modified(config(FINE));

        assertThat(definition.state().sources()).hasSize(1);
        assertThat(definition.state().refused()).isEmpty();
    }

    @Test
    void pollsNothingWhenTheFileIsDeleted() {
        PollingDefinition definition = definition(FINE);

        definition.modified(config(""));

        assertThat(definition.state().isAbsent()).isTrue();
        assertThat(definition.state().sources()).isEmpty();
        assertThat(changes).hasValue(1);
    }

    @Test
    void noticesNothingWhenNothingChanged() {
        PollingDefinition definition = definition(FINE);

        definition.modified(config(FINE));

        assertThat(changes).hasValue(0);
    }

    @Test
    void activatesWhateverTheTextIsAndReadsItAgainWhenMended() {
        for (String text : List.of("[".repeat(3_000), "a: \"\\x", "- &a {<<: *a}", "\u0001", "x: \uFFFD")) {
            PollingDefinition definition = definition(text);
            assertThat(definition.state().refused()).as(text).isNotEmpty();

            definition.modified(config(FINE));

            assertThat(definition.state().sources()).hasSize(1);
        }
    }

    @Test
    void tellsWhyTheFileCannotBeRead() {
        PollingDefinition definition = definition(FINE);

        definition.modified(Map.of("file", "/etc/polling.yaml", "problem", "a link to\nnowhere"));

        assertThat(definition.state().refused()).containsExactly("/etc/polling.yaml: a link to\\nnowhere");
        assertThat(definition.state().sources()).hasSize(1);
    }

    @Test
    void keepsTheWarningsOfWhatIsInForce() {
        PollingDefinition definition = definition("sources: []");

        assertThat(definition.state().warnings())
                .containsExactly("/etc/polling.yaml:1: sources: is empty: nothing is polled");
    }

    @Test
    void namesSomeOfManySources() {
        String many = IntStream.range(0, 23)
                .mapToObj("- {name: s%d, interval: 60, meters: ['*']}\n"::formatted)
                .collect(joining());

        PollingDefinition definition = definition("sources:\n" + many);

        assertThat(definition.state().names()).startsWith("[s0, s1").endsWith("s19] and 3 more");
    }

    @Test
    void complainsOfNothingWhileTheFileIsBeingWritten() {
        PollingDefinition definition = definition(FINE);

        definition.modified(Map.of("file", "/etc/polling.yaml", "text", BAD, "settled", false));
        assertThat(definition.state().refused()).isEmpty();
        assertThat(changes).hasValue(0);

        definition.modified(Map.of("file", "/etc/polling.yaml", "text", BAD, "settled", true));
        assertThat(definition.state().refused()).hasSize(1);
    }

    private PollingDefinition definition(String text) {
        PollingDefinition definition = new PollingDefinition(config(text));
        definition.changes().listen(changes::incrementAndGet);
        return definition;
    }

    private static Map<String, Object> config(String text) {
        return text.isEmpty() ? Map.of() : Map.of("file", "/etc/polling.yaml", "text", text);
    }
}
