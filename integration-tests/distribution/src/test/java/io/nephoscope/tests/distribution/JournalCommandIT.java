package io.nephoscope.tests.distribution;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nephoscope.tests.distribution.Command.Answer;
import io.nephoscope.tests.plugins.PluginJar;
import io.nephoscope.tests.plugins.Ticking;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What support sees of the journal of an agent that has polled, could deliver nothing, and was stopped. */
class JournalCommandIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int POLLS = 5;
    /** In the first record. */
    private static final int DAMAGED_BYTE = 100;

    @TempDir
    Path folder;

    private Agent agent;

    @BeforeEach
    void configureWithoutABroker() throws Exception {
        agent = Agent.in(folder)
                .configure("io.nephoscope.core", "publishers=console,amqp")
                .configure("io.nephoscope.publisher.amqp", "transport.url=rabbit://guest:guest@127.0.0.1:1/")
                .polling("sources:", "  - {name: load, interval: 1, meters: [ticks], resources: ['test://a']}");
        PluginJar.of("ticks", Ticking.class).moveInto(agent.deploy(), "ticks.jar");
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void showsEachSampleThatWaits() throws Exception {
        poll();
        assertThat(journal("verify").text()).as("while the agent runs").startsWith("OK: ");
        assertThat(agent.terminate()).isZero();

        List<JsonNode> batches = batches();

        assertThat(batches).allSatisfy(batch -> {
            assertThat(batch.path("source").asText()).isEqualTo("load");
            assertThat(batch.path("pollster").asText()).isEqualTo("ticks");
        });
        assertThat(batches).extracting(batch -> batch.path("position").asLong()).doesNotHaveDuplicates();
        assertThat(ids(batches.stream().flatMap(batch -> elements(batch.path("samples")))))
                .containsAll(ids(agent.samples().stream()));
        assertThat(journal("list").text()).matches("(?s)SEGMENT .*\\.journal +0 +.* +" + batches.size() + " +0 +.*");
        assertThat(journal("verify").text())
                .isEqualTo("OK: %s, segments: 1, batches: %d, bad: 0"
                        .formatted(agent.state().resolve("journal"), batches.size()));
    }

    @Test
    void tellsOfADamagedSegmentAndShowsTheRest() throws Exception {
        poll();
        agent.terminate();
        int before = batches().size();
        Path segment = segment();
        damage(segment);

        Answer verified = journal("verify");

        assertThat(verified.status()).as(verified.output()).isEqualTo(1);
        assertThat(verified.output())
                .contains(segment.getFileName() + ": ", " records cannot be read", "BAD: ")
                .doesNotContain("Exception");
        assertThat(journal("list").text()).contains(segment.getFileName().toString());
        assertThat(batches()).hasSizeBetween(1, before - 1);

        poll();
        assertThat(agent.log()).contains("of the journal's segment " + segment.getFileName() + " cannot be read");
    }

    @Test
    void explainsItself() throws Exception {
        assertThat(journal("--help").text()).contains("journal list", "journal cat", "journal verify");
        assertThat(journal("cat", "--help").text()).isEqualTo(journal("--help").text());

        Answer misused = journal("lst");
        assertThat(misused.status()).isEqualTo(2);
        assertThat(misused.output()).contains("there is no command lst; see nephoscope journal --help");
        Answer nowhere = journal("list", folder.resolve("nowhere").toString());
        assertThat(nowhere.status()).isEqualTo(2);
        assertThat(nowhere.output()).contains("nowhere", "there is no journal");
    }

    private void poll() throws IOException {
        agent.run();
        int before = agent.samples().size();
        await().atMost(SOON).until(() -> agent.samples().size() >= before + POLLS);
    }

    private Answer journal(String... words) throws IOException, InterruptedException {
        return agent.command(
                Stream.concat(Stream.of("journal"), Stream.of(words)).toArray(String[]::new));
    }

    private List<JsonNode> batches() throws IOException, InterruptedException {
        List<JsonNode> batches = new ArrayList<>();
        for (String line : journal("cat").text().lines().toList()) {
            batches.add(JSON.readTree(line));
        }
        return batches;
    }

    private Path segment() throws IOException {
        try (Stream<Path> files = Files.list(agent.state().resolve("journal"))) {
            return files.filter(file -> file.toString().endsWith(".journal"))
                    .min(Path::compareTo)
                    .orElseThrow();
        }
    }

    private static void damage(Path segment) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(DAMAGED_BYTE);
            int value = file.read();
            file.seek(DAMAGED_BYTE);
            file.write(~value);
        }
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements.stream();
    }

    private static Set<String> ids(Stream<JsonNode> samples) {
        return samples.map(sample -> sample.path("message_id").asText()).collect(toSet());
    }
}
