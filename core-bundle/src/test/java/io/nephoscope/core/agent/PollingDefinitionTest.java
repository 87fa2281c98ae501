package io.nephoscope.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.core.source.Source;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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

    private PollingDefinition definition(String text) {
        PollingDefinition definition = new PollingDefinition(config(text));
        definition.changes().listen(changes::incrementAndGet);
        return definition;
    }

    private static PollingDefinition.Config config(String text) {
        String file = text.isEmpty() ? "" : "/etc/polling.yaml";
        return Configs.of(PollingDefinition.Config.class, Map.of("file", file, "text", text));
    }
}
