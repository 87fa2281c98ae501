package io.nephoscope.tests.distribution;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("ceilometer")
class NotificationAgentIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the consumer calls the fields that it keeps. */
    private static final Map<String, String> KEPT = Map.ofEntries(
            Map.entry("counter_name", "name"),
            Map.entry("counter_type", "type"),
            Map.entry("counter_unit", "unit"),
            Map.entry("counter_volume", "volume"),
            Map.entry("user_id", "user_id"),
            Map.entry("project_id", "project_id"),
            Map.entry("resource_id", "resource_id"),
            Map.entry("timestamp", "timestamp"),
            Map.entry("resource_metadata", "resource_metadata"),
            Map.entry("source", "source"),
            Map.entry("message_id", "id"));

    @TempDir
    Path folder;

    @BeforeAll
    static void startServers() throws Exception {
        Testbed.startBroker();
        Testbed.startGuests();
        Testbed.call("ceilometer-notification", "start");
    }

    @AfterAll
    static void stopConsumer() throws Exception {
        Testbed.call("ceilometer-notification", "stop");
    }

    @Test
    void acceptsEachSampleAsItWasSent() throws Exception {
        try (Tap tap = Tap.on("notifications.sample");
                Agent agent = Testbed.agent(folder, "compute-0")
                        .polling("sources: [{name: all, interval: 2, meters: ['*']}]")
                        .run()) {
            await().atMost(SOON).until(() -> tap.samples("cpu").size() >= 20);
            agent.terminate();
            List<JsonNode> sent = tap.samples();

            Set<String> ids = sent.stream()
                    .map(sample -> sample.path("message_id").asText())
                    .collect(toSet());
            await().atMost(SOON).until(() -> acceptedOf(ids).size() >= sent.size());

            List<JsonNode> accepted = acceptedOf(ids);
            assertThat(accepted.size()).isEqualTo(sent.size());
            Map<String, JsonNode> byId =
                    accepted.stream().collect(toMap(sample -> sample.path("id").asText(), identity()));
            assertThat(sent).allSatisfy(sample -> assertSame(sample, byId));
            Figures.record(
                    "real ceilometer-agent-notification",
                    sent.size() + " samples sent and accepted, " + sent.size() * KEPT.size() + " fields equal");
        }
    }

    private static void assertSame(JsonNode sent, Map<String, JsonNode> accepted) {
        JsonNode taken = accepted.get(sent.path("message_id").asText());
        assertThat(taken).as("accepted of %s", sent).isNotNull();
        KEPT.forEach((ours, theirs) ->
                assertThat(taken.get(theirs)).as("%s of %s", ours, sent).isEqualTo(sent.get(ours)));
    }

    /** The queue may hold what other tests sent before. */
    private static List<JsonNode> acceptedOf(Set<String> ids) throws IOException, InterruptedException {
        Path file = Testbed.state().resolve("ceilometer-notification/accepted.json");
        String written = Files.readString(file);
        return written.substring(0, written.lastIndexOf('\n') + 1)
                .lines()
                .map(NotificationAgentIT::parse)
                .filter(sample -> ids.contains(sample.path("id").asText()))
                .toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }
}
