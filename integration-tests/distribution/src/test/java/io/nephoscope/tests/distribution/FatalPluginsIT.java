package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.tests.plugins.hostile.Abuse;
import io.nephoscope.tests.plugins.hostile.HostileJar;
import io.nephoscope.tests.plugins.hostile.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plugins that end the agent's process: what is told of them last, and to whoever supervises it. */
@Tag("hostile")
class FatalPluginsIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "POLL, EXITS, 4",
        "DISCOVER, EXITS, 4",
        "ACTIVATE, EXITS, 4",
        "HEALTH, EXITS, 4",
        "POLL, EXHAUSTS_THE_HEAP, 3",
        "POLL, ASKS_FOR_ONE_HUGE_ARRAY, 3",
        "DISCOVER, EXHAUSTS_THE_HEAP, 3"
    })
    void saysLastWhichPluginItWasAndEndsSoThatASupervisorStartsItAgain(Phase phase, Abuse abuse, int status)
            throws Exception {
        String name = HostileJar.name(phase, abuse.name());
        try (Agent agent = Agent.in(folder)
                .polling(
                        "sources:",
                        "  - {name: given, interval: 1, meters: [hostile.poll.*, hostile.activate.*], resources: [one]}",
                        "  - {name: found, interval: 1, meters: [hostile.discover.*]}")
                .run()) {
            HostileJar.of(phase, abuse).moveInto(agent.deploy(), name + ".jar");

            await().atMost(SOON).until(() -> looksAndIsGone(agent));

            assertThat(agent.awaitEnd()).isEqualTo(status);
            assertThat(lastLine(agent)).contains(name);
        }
    }

    /** Health is asked only when somebody looks. */
    private static boolean looksAndIsGone(Agent agent) throws IOException, InterruptedException {
        agent.command("shell", "status");
        return !agent.isAlive();
    }

    /** The end of what it logged, without the stack traces. */
    private static String lastLine(Agent agent) throws IOException {
        return agent.log()
                .lines()
                .filter(line -> line.matches("\\d\\d:\\d\\d:.*"))
                .reduce("", (before, line) -> line);
    }
}
