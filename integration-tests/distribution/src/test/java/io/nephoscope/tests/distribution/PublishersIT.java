package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nephoscope.tests.plugins.PluginJar;
import io.nephoscope.tests.plugins.Ticking;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The publishers of files, for Prometheus and for OpenTelemetry, in an agent as operators run it. */
class PublishersIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private ServerSocket taken;
    private MetricsSink sink;
    private Agent agent;

    @BeforeEach
    void pollSteadily() throws Exception {
        taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        sink = new MetricsSink();
        agent = Agent.in(folder)
                .configure("io.nephoscope.core", "publishers=console,file,prometheus,otlp")
                .configure("io.nephoscope.publisher.file", "directory=" + kept())
                .configure("io.nephoscope.publisher.prometheus", "listen=127.0.0.1:" + taken.getLocalPort())
                .configure("io.nephoscope.publisher.otlp", "endpoint=" + sink.url(), "request.timeout=2")
                .polling("sources:", "  - {name: s, interval: 1, meters: [ticks], resources: ['test://a']}");
        PluginJar.of("ticks", Ticking.class).moveInto(agent.deploy(), "ticks.jar");
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        sink.close();
        taken.close();
    }

    @Test
    void oneThatIsAwayOrSlowHoldsUpNoOtherAndNoPoll() throws Exception {
        Files.writeString(kept(), "in the way of the folder");
        agent.run();

        await().atMost(SOON).until(() -> printed().size() >= 10);
        await().atMost(SOON).untilAsserted(() -> assertThat(states())
                .containsEntry("console", "CONNECTED")
                .containsEntry("file", "FAILED")
                .containsEntry("prometheus", "FAILED")
                .extractingByKey("otlp")
                .isNotEqualTo("CONNECTED"));
        assertThat(agent.command("shell", "status").output()).contains(kept().toString(), "Address already in use");
        assertThat(sink.volumes()).isEmpty();
        assertThat(printed())
                .as("the ticks of polls, in order")
                .isEqualTo(numbers(printed().size()));

        Files.delete(kept());
        taken.close();
        sink.answer();

        await().atMost(SOON).untilAsserted(() -> assertThat(states().values()).containsOnly("CONNECTED"));
        int ticks = printed().size();
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(distinct(written())).startsWith(numbers(ticks).toArray(Long[]::new));
            assertThat(distinct(sink.volumes())).startsWith(numbers(ticks).toArray(Long[]::new));
            assertThat(shown()).isGreaterThanOrEqualTo(ticks);
        });
        assertThat(written()).as("no line twice").doesNotHaveDuplicates();
    }

    @Test
    void linesOfFilesAreWholeThoughTheAgentIsKilled() throws Exception {
        taken.close();
        sink.answer();
        agent.run();
        await().atMost(SOON).until(() -> written().size() >= 3);
        ProcessHandle process = ProcessHandle.of(agent.pid()).orElseThrow();
        process.destroyForcibly();
        await().atMost(SOON).until(() -> !process.isAlive());
        List<Long> before = distinct(written());

        agent.run();

        await().atMost(SOON).until(() -> written().size() >= before.size() + 3);
        assertThat(written()).startsWith(before.toArray(Long[]::new));
    }

    private Path kept() {
        return folder.resolve("kept");
    }

    private static List<Long> numbers(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static List<Long> distinct(List<Long> numbers) {
        return List.copyOf(new TreeSet<>(numbers));
    }

    private List<Long> printed() throws IOException {
        return agent.samples().stream()
                .map(sample -> sample.get("counter_volume").asLong())
                .toList();
    }

    /** The volumes in files. Each line is a document; one that has no end yet is being written. */
    private List<Long> written() throws IOException {
        List<Long> volumes = new ArrayList<>();
        for (Path file : files()) {
            String text = Files.readString(file);
            for (String line :
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                volumes.add(JSON.readTree(line).get("counter_volume").asLong());
            }
        }
        return volumes;
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(kept())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(kept())) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    private double shown() throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + taken.getLocalPort() + "/metrics");
        return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith("ceilometer_ticks{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(0);
    }

    private Map<String, String> states() throws IOException, InterruptedException {
        Map<String, String> states = new TreeMap<>();
        for (JsonNode publisher : agent.shell("publishers")) {
            states.put(publisher.get("name").asText(), publisher.get("state").asText());
        }
        return states;
    }
}
