package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nephoscope.tests.plugins.PluginJar;
import io.nephoscope.tests.plugins.Ticking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollingFileIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int STEADY_MILLIS = 2000;
    /** By how much a time of the monotonic clock may be off when it is told as a date. */
    private static final int CLOCK_MILLIS = 100;

    private static final String STEADY =
            "  - {name: steady, interval: 2, meters: [steady], resources: ['test://steady']}";
    private static final String NEW = "  - {name: new, interval: 3, meters: [new], resources: ['test://new']}";

    @TempDir
    Path folder;

    private Agent agent;

    @BeforeEach
    void pollSteadily() throws Exception {
        agent = Agent.in(folder).polling("sources:", STEADY);
        PluginJar.of("steady", Ticking.class).moveInto(agent.deploy(), "steady.jar");
        PluginJar.of("new", Ticking.class).moveInto(agent.deploy(), "new.jar");
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void putsAChangeInForceAndLeavesTheRestAlone() throws Exception {
        agent.run();
        await().atMost(SOON).until(() -> ticks().size() >= 2);
        long due = dueOfSteady();
        long start = System.nanoTime();

        agent.polling("sources:", STEADY, NEW);

        await().pollInterval(Duration.ofMillis(20)).atMost(SOON).until(() -> agent.samples().stream()
                .anyMatch(sample -> isOf(sample, "test://new")));
        Figures.record("first sample after a source came to polling.yaml", Duration.ofNanos(System.nanoTime() - start));
        await().atMost(SOON).until(() -> ticks().size() >= 4);
        assertThat(Math.floorMod(dueOfSteady() - due + CLOCK_MILLIS, STEADY_MILLIS))
                .as("how far it is now from the times at which it was due before")
                .isLessThan(2 * CLOCK_MILLIS);
        assertThat(counts())
                .isEqualTo(LongStream.rangeClosed(1, counts().size()).boxed().toList());
    }

    @Test
    void refusesABrokenVersionAndKeepsTheOldOne() throws Exception {
        agent.run();
        await().atMost(SOON).until(() -> !ticks().isEmpty());

        agent.polling("sources:", "  - name: steady", "    interval: none", "    meters: [steady]");

        await().atMost(SOON).until(() -> agent.log().contains("polling.yaml:3"));
        int ticks = ticks().size();
        await().atMost(SOON).until(() -> ticks().size() > ticks);
        assertThat(agent.command("shell", "status").output()).contains("polling.yaml:3");
        assertThat(agent.command("validate").status()).isEqualTo(1);
        assertThat(agent.command("validate").output()).containsPattern("polling\\.yaml:3: .*interval");
    }

    @Test
    void followsAFileThatIsWrittenInPlace() throws Exception {
        agent.run();
        await().atMost(SOON).until(() -> !ticks().isEmpty());

        Files.writeString(agent.etc().resolve("polling.yaml"), NEW + "\n", StandardOpenOption.APPEND);

        await().atMost(SOON).until(() -> sources().equals(List.of("new", "steady")));
    }

    @Test
    void stopsPollingWhenTheFileIsDeletedAndGoesOnWhenItIsBack() throws Exception {
        agent.run();
        await().atMost(SOON).until(() -> !ticks().isEmpty());

        Files.delete(agent.etc().resolve("polling.yaml"));
        await().atMost(SOON).until(() -> sources().isEmpty());
        agent.polling("sources:", STEADY);

        await().atMost(SOON).until(() -> sources().equals(List.of("steady")));
        int ticks = ticks().size();
        await().atMost(SOON).until(() -> ticks().size() > ticks);
    }

    @Test
    void waitsForAFileThatComesLate() throws Exception {
        Files.delete(agent.etc().resolve("polling.yaml"));
        agent.run();
        await().atMost(SOON).until(() -> agent.log().contains("polling.yaml"));

        agent.polling("sources:", STEADY);

        await().atMost(SOON).until(() -> !ticks().isEmpty());
    }

    private List<JsonNode> ticks() throws IOException {
        return agent.samples().stream()
                .filter(sample -> isOf(sample, "test://steady"))
                .toList();
    }

    private static boolean isOf(JsonNode sample, String resource) {
        return sample.path("resource_id").asText().equals(resource);
    }

    private List<Long> counts() throws IOException {
        return ticks().stream()
                .map(sample -> sample.path("counter_volume").asLong())
                .toList();
    }

    private long dueOfSteady() throws IOException, InterruptedException {
        return StreamSupport.stream(agent.shell("tasks").spliterator(), false)
                .filter(task -> task.path("intervalSeconds").asLong() * 1000 == STEADY_MILLIS)
                .mapToLong(task -> task.path("nextDueAt").asLong())
                .findFirst()
                .orElseThrow();
    }

    private List<String> sources() throws IOException, InterruptedException {
        return StreamSupport.stream(agent.shell("sources").spliterator(), false)
                .map(source -> source.path("name").asText())
                .toList();
    }
}
