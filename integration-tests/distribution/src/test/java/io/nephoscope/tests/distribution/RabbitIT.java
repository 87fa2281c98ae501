package io.nephoscope.tests.distribution;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nephoscope.tests.plugins.PluginJar;
import io.nephoscope.tests.plugins.Ticking;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("rabbitmq")
class RabbitIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int RESOURCES = 500;

    @TempDir
    Path folder;

    @BeforeEach
    void startBroker() throws Exception {
        Testbed.call("rabbitmq", "start");
    }

    @Test
    void losesNothingWhenTheBrokerIsKilledUnderLoad() throws Exception {
        try (Agent agent = loaded("lossless").run()) {
            awaitSamples(agent, 2 * RESOURCES);

            Testbed.call("rabbitmq", "kill");
            int whenKilled = agent.samples().size();
            awaitSamples(agent, whenKilled + 3 * RESOURCES);
            Testbed.call("rabbitmq", "start");
            awaitSamples(agent, agent.samples().size() + 2 * RESOURCES);
            agent.polling("sources: []");
            await().atMost(SOON).until(() -> agent.shell("tasks").isEmpty());
            await().atMost(SOON)
                    .until(() -> publisher(agent).path("confirmed").asInt()
                            >= agent.samples().size());
            agent.terminate();

            List<JsonNode> messages = Tap.drain("lossless.sample");
            Set<String> emitted = ids(agent.samples());
            Set<String> delivered = ids(Tap.samples(messages));
            assertThat(minus(emitted, delivered)).as("lost").isEmpty();
            assertThat(minus(delivered, emitted)).as("invented").isEmpty();
            Map<String, List<JsonNode>> byId = messages.stream()
                    .collect(groupingBy(message -> message.path("message_id").asText()));
            assertThat(byId.values())
                    .allSatisfy(same -> assertThat(Set.copyOf(same)).hasSize(1));
            assertThat(Tap.samples(List.copyOf(Set.copyOf(messages)))).hasSameSizeAs(emitted);
            Figures.record(
                    "broker killed under load",
                    emitted.size() + " samples emitted, 0 lost, " + (messages.size() - byId.size())
                            + " messages delivered twice");
        }
    }

    @Test
    void startsWithoutTheBrokerAndSendsWhenItAppears() throws Exception {
        Testbed.call("rabbitmq", "kill");
        try (Agent agent = loaded("late").run()) {
            awaitSamples(agent, 2 * RESOURCES);
            assertThat(agent.command("shell", "status").output()).contains("amqp");
            assertThat(agent.log()).doesNotContain("guest:guest");

            Testbed.call("rabbitmq", "start");

            await().atMost(SOON).until(() -> publisher(agent).path("confirmed").asInt() >= 2 * RESOURCES);
            agent.terminate();
            assertThat(ids(Tap.samples(Tap.drain("late.sample"))))
                    .containsAll(ids(agent.samples().subList(0, 2 * RESOURCES)));
        } finally {
            Testbed.call("rabbitmq", "start");
        }
    }

    @Test
    void sendsWhatItPolledBeforeItStops() throws Exception {
        try (Agent agent = loaded("stopped").run()) {
            awaitSamples(agent, 3 * RESOURCES);

            agent.terminate();

            assertThat(minus(ids(agent.samples()), ids(Tap.samples(Tap.drain("stopped.sample")))))
                    .as("lost")
                    .isEmpty();
        }
    }

    /** An agent that publishes to the broker, whose queue survives it, and prints the same samples as the record. */
    private Agent loaded(String topic) throws Exception {
        Agent agent = Agent.in(folder)
                .configure("io.nephoscope.core", "publishers=console,amqp")
                .configure(
                        "io.nephoscope.publisher.amqp",
                        "transport.url=" + Testbed.brokerUrl(),
                        "control.exchange=durable",
                        "topics=" + topic,
                        "durable.queues=true")
                .polling(
                        "sources:",
                        "  - name: load",
                        "    interval: 1",
                        "    meters: [ticks]",
                        "    resources: "
                                + IntStream.range(0, RESOURCES)
                                        .mapToObj(i -> "'test://" + i + "'")
                                        .toList());
        PluginJar.of("ticks", Ticking.class).moveInto(agent.deploy(), "ticks.jar");
        return agent;
    }

    private static void awaitSamples(Agent agent, int atLeast) {
        await().atMost(SOON).until(() -> agent.samples().size() >= atLeast);
    }

    private static JsonNode publisher(Agent agent) throws IOException, InterruptedException {
        for (JsonNode publisher : agent.shell("publishers")) {
            if (publisher.path("name").asText().equals("amqp")) {
                return publisher;
            }
        }
        throw new AssertionError("no amqp publisher");
    }

    private static Set<String> minus(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static Set<String> ids(List<JsonNode> samples) {
        return samples.stream()
                .map(sample -> sample.path("message_id").asText())
                .collect(toSet());
    }
}
