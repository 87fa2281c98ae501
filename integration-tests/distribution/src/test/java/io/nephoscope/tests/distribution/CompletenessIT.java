package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nephoscope.tests.plugins.PluginJar;
import io.nephoscope.tests.plugins.Ticking;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent's account of what was due, while it runs, over a kill and over a stop. */
class CompletenessIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final List<String> STATES = List.of("pending", "stored", "confirmed", "nothing", "notOurs");

    @TempDir
    Path folder;

    @Test
    void tellsWhatIsMissingAndNothingElse() throws Exception {
        try (Agent agent = Agent.in(folder)) {
            agent.configure("io.nephoscope.core", "publishers=console", "completeness.gaps=true")
                    .polling("sources: [{name: second, interval: 1, meters: [witness], resources: [one]}]")
                    .run();
            PluginJar.of("witness", Ticking.class).moveInto(agent.deploy(), "witness.jar");
            awaitConfirmed(agent, 5);
            assertThat(gaps(account(agent))).isZero();
            assertThat(account(agent).path("series").path(0).path("pollster").asText())
                    .isEqualTo("witness");
            await().atMost(SOON)
                    .until(() -> agent.state().resolve("alive").toFile().exists());

            kill(agent);
            TimeUnit.SECONDS.sleep(5); // The outage.
            agent.run();
            awaitConfirmed(agent, 3);

            assertThat(gap(agent, "AGENT_DOWN")).isGreaterThanOrEqualTo(5);
            assertThat(gaps(account(agent))).isEqualTo(gap(agent, "AGENT_DOWN"));
            assertThat(agent.command("shell", "completeness", "--since", "1h").text())
                    .contains("witness", "AGENT DOWN", "The sum closes: ");
            assertThat(agent.json("shell", "status", "--json")
                            .path("agent")
                            .path("completeness")
                            .path("gaps")
                            .path("AGENT_DOWN")
                            .asLong())
                    .isEqualTo(gap(agent, "AGENT_DOWN"));
            await().atMost(SOON).untilAsserted(() -> assertThat(agent.samples("nephoscope.polling.gap"))
                    .anySatisfy(sample -> {
                        assertThat(sample.path("resource_id").asText()).isEqualTo("second/witness");
                        assertThat(sample.path("counter_volume").asLong()).isEqualTo(gap(agent, "AGENT_DOWN"));
                    }));

            agent.terminate();
            agent.run();
            awaitConfirmed(agent, 1);
            assertThat(gap(agent, "AGENT_DOWN")).as("while it was stopped").isPositive();
        }
    }

    private static void kill(Agent agent) throws Exception {
        ProcessHandle process = ProcessHandle.of(agent.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(30, TimeUnit.SECONDS);
    }

    private static void awaitConfirmed(Agent agent, long polls) {
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        account(agent).path("slots").path("confirmed").asLong())
                .isGreaterThanOrEqualTo(polls));
    }

    private static long gap(Agent agent, String kind) throws IOException, InterruptedException {
        return account(agent).path("slots").path("gaps").path(kind).asLong();
    }

    private static long gaps(JsonNode account) {
        long sum = 0;
        for (JsonNode count : account.path("slots").path("gaps")) {
            sum += count.asLong();
        }
        return sum;
    }

    /** Whenever it is looked at, it adds up. */
    private static JsonNode account(Agent agent) throws IOException, InterruptedException {
        JsonNode account = agent.shell("completeness");
        JsonNode slots = account.path("slots");
        long sum = gaps(account)
                + STATES.stream().mapToLong(state -> slots.path(state).asLong()).sum();
        assertThat(sum).as("%s", slots).isEqualTo(slots.path("due").asLong());
        assertThat(account.path("closes").asBoolean()).isTrue();
        return account;
    }
}
