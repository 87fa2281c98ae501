package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nephoscope.tests.plugins.PluginJar;
import io.nephoscope.tests.plugins.Ticking;
import io.nephoscope.tests.plugins.hostile.Abuse;
import io.nephoscope.tests.plugins.hostile.HostileJar;
import io.nephoscope.tests.plugins.hostile.Phase;
import io.nephoscope.tests.plugins.hostile.PollAbuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every poll that was due has one outcome, whatever pollsters, plugins and sources do meanwhile. */
@Tag("hostile")
class OutcomesIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void concludesEachPollThatWasDue() throws Exception {
        try (Agent agent = Agent.in(folder).polling(sources("first")).run()) {
            Witness witness = new Witness(agent);
            PluginJar.of("witness", Ticking.class).moveInto(agent.deploy(), "witness.jar");
            drop(agent, HostileJar.of(Phase.POLL, Abuse.THROWS));
            drop(agent, HostileJar.of(Phase.POLL, Abuse.HANGS));
            drop(agent, HostileJar.of(Phase.POLL, Abuse.IS_SLOW));
            drop(agent, HostileJar.of(Phase.DISCOVER, Abuse.THROWS));
            drop(agent, HostileJar.of(PollAbuse.FLOODS));
            drop(agent, HostileJar.of(PollAbuse.EMITS_NULL));
            Path hanging = drop(agent, HostileJar.of(Phase.POLL, Abuse.HANGS_DEAF));
            awaitOutcome(agent, "polled");
            awaitOutcome(agent, "failed");
            awaitOutcome(agent, "abandoned");

            Files.delete(hanging);
            agent.polling(sources("second"));
            witness.awaitPolls(3);
            agent.polling(sources("third"));
            witness.awaitPolls(3);
            agent.polling("sources: []");

            await().atMost(SOON).untilAsserted(() -> {
                JsonNode slots = slots(agent);
                assertThat(concluded(slots))
                        .as("%s", slots)
                        .isEqualTo(slots.path("due").asLong());
            });
            assertThat(agent.shell("completeness").path("closes").asBoolean()).isTrue();
            assertThat(agent.shell("completeness").path("slots").path("due").asLong())
                    .as("what two accounts have counted")
                    .isEqualTo(slots(agent).path("due").asLong());
        }
    }

    private static String[] sources(String name) {
        return new String[] {
            "sources:",
            "  - {name: " + name + ", interval: 1, meters: [witness, hostile.poll.*], resources: [one]}",
            "  - {name: found, interval: 2, meters: [hostile.discover.*]}"
        };
    }

    private static Path drop(Agent agent, PluginJar jar) throws IOException {
        return jar.moveInto(agent.deploy(), jar.headers().getOrDefault("Bundle-SymbolicName", "") + ".jar");
    }

    private static void awaitOutcome(Agent agent, String kind) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(slots(agent).path(kind).asLong()).isPositive());
    }

    /** Of the whole agent, also of what is gone by now. */
    private static JsonNode slots(Agent agent) throws IOException, InterruptedException {
        return agent.json("shell", "status", "--json").path("agent").path("slots");
    }

    /** All but what was due: the sum of the outcomes. */
    private static long concluded(JsonNode slots) {
        long sum = -slots.path("due").asLong();
        for (JsonNode count : slots) {
            sum += count.asLong();
        }
        return sum;
    }
}
