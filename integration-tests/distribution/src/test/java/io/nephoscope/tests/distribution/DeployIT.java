package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.nephoscope.tests.plugins.FailingConstructor;
import io.nephoscope.tests.plugins.PluginJar;
import io.nephoscope.tests.plugins.Ticking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final PluginJar TICKS = PluginJar.of("ticks", Ticking.class);

    @TempDir
    Path folder;

    private Agent agent;

    @BeforeEach
    void pollWhateverComes() throws IOException {
        agent = Agent.in(folder)
                .withoutScans()
                .polling("sources: [{name: all, interval: 1, meters: ['*'], resources: ['test://one']}]")
                .run();
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void pollsAJarSoonAfterItCame() throws Exception {
        long start = System.nanoTime();
        TICKS.moveInto(agent.deploy(), "ticks.jar");

        awaitTicks(1);

        Figures.record("first sample after a jar came to deploy/", Duration.ofNanos(System.nanoTime() - start));
        assertThat(plugin("ticks.jar").path("state").asText()).isEqualTo("ACTIVE");
    }

    @Test
    void waitsForTheSecondHalfOfAJar() throws Exception {
        byte[] content = TICKS.bytes();
        Path jar = agent.deploy().resolve("ticks.jar");
        Files.write(jar, Arrays.copyOf(content, content.length / 2));
        awaitState("ticks.jar", "REFUSED");

        Files.write(jar, Arrays.copyOfRange(content, content.length / 2, content.length), StandardOpenOption.APPEND);

        awaitTicks(1);
        awaitState("ticks.jar", "ACTIVE");
    }

    @Test
    void followsAReplacedAndADeletedJar() throws Exception {
        TICKS.moveInto(agent.deploy(), "ticks.jar");
        awaitTicks(1);

        TICKS.version("1.0.1").moveInto(agent.deploy(), "ticks.jar");
        await().atMost(SOON).until(() -> version("ticks.jar").equals("1.0.1"));
        awaitTicks(agent.samples("ticks").size() + 1);
        Files.delete(agent.deploy().resolve("ticks.jar"));

        await().atMost(SOON).until(() -> agent.shell("plugins").isEmpty());
        await().atMost(SOON).until(() -> agent.shell("pollsters", "ticks").isEmpty());
    }

    @Test
    void leavesNothingBehindOfAJarThatIsReplacedAgainAndAgain() throws Exception {
        TICKS.moveInto(agent.deploy(), "ticks.jar");
        awaitTicks(1);
        long before = classLoaders();

        for (int i = 1; i <= 20; i++) {
            String version = "1.0." + i;
            TICKS.version(version).moveInto(agent.deploy(), "ticks.jar");
            await().pollInterval(Duration.ofMillis(20)).atMost(SOON).until(() -> agent.log()
                    .contains("ticks " + version));
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(classLoaders()).isEqualTo(before));
    }

    @Test
    void prefersTheHigherOfTwoVersions() throws Exception {
        TICKS.moveInto(agent.deploy(), "ticks-1.jar");
        awaitState("ticks-1.jar", "ACTIVE");
        TICKS.version("1.10.0").moveInto(agent.deploy(), "ticks-1.10.jar");
        awaitState("ticks-1.10.jar", "ACTIVE");
        TICKS.version("1.9.0").moveInto(agent.deploy(), "ticks-1.9.jar");

        awaitState("ticks-1.9.jar", "SHADOWED");
        awaitState("ticks-1.jar", "SHADOWED");
        Files.delete(agent.deploy().resolve("ticks-1.10.jar"));

        awaitState("ticks-1.9.jar", "ACTIVE");
        awaitState("ticks-1.jar", "SHADOWED");
    }

    @Test
    void reportsEachBrokenJarOnceAndGoesOn() throws Exception {
        Files.write(agent.deploy().resolve("unreadable.jar"), new byte[] {1, 2, 3});
        new PluginJar(Map.of("Implementation-Title", "a library"), Map.of()).moveInto(agent.deploy(), "no-bundle.jar");
        PluginJar.of("p1", Ticking.class)
                .missing("com.example.missing")
                .moveInto(agent.deploy(), "missing-package.jar");
        PluginJar.of("p2", Ticking.class).builtAgainst("[99.0,100)").moveInto(agent.deploy(), "other-api.jar");
        PluginJar.of("p3", FailingConstructor.class).moveInto(agent.deploy(), "failing.jar");
        TICKS.named("io.nephoscope.core").moveInto(agent.deploy(), "own-name.jar");
        TICKS.moveInto(agent.deploy(), "good.jar");

        awaitTicks(3);

        awaitReason("unreadable.jar", "REFUSED", "");
        awaitReason("no-bundle.jar", "REFUSED", "Bundle-SymbolicName");
        awaitReason("missing-package.jar", "WAITING", "com.example.missing");
        awaitReason("other-api.jar", "REFUSED", "io.nephoscope.api");
        awaitReason("failing.jar", "FAILED", "the flux capacitor is empty");
        awaitReason("own-name.jar", "REFUSED", "io.nephoscope.core");
        assertThat(plugin("good.jar").path("state").asText()).isEqualTo("ACTIVE");
        for (String broken : List.of(
                "unreadable.jar",
                "no-bundle.jar",
                "missing-package.jar",
                "other-api.jar",
                "failing.jar",
                "own-name.jar")) {
            assertThat(agent.log().lines().filter(line -> line.matches(".* (WARN|ERROR) .*\\b" + broken + "\\b.*")))
                    .as(broken)
                    .hasSize(1);
        }
    }

    /** Class loaders of bundles that are alive after a garbage collection. */
    private long classLoaders() throws IOException, InterruptedException {
        String jcmd = System.getProperty("java.home") + "/bin/jcmd";
        String histogram = Command.run(Map.of(), List.of(jcmd, String.valueOf(agent.pid()), "GC.class_histogram"))
                .text();
        return histogram
                .lines()
                .filter(line -> line.contains("BundleWiringImpl$BundleClassLoader"))
                .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[1]))
                .sum();
    }

    private void awaitTicks(int atLeast) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(SOON)
                .until(() -> agent.samples("ticks").size() >= atLeast);
    }

    private void awaitState(String file, String state) {
        awaitReason(file, state, "");
    }

    private void awaitReason(String file, String state, String reason) {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(plugin(file).path("state").asText()).as(file).isEqualTo(state);
            assertThat(plugin(file).path("reason").asText()).as(file).contains(reason);
        });
    }

    private String version(String file) throws IOException, InterruptedException {
        return plugin(file).path("version").asText();
    }

    private JsonNode plugin(String file) throws IOException, InterruptedException {
        for (JsonNode plugin : agent.shell("plugins")) {
            if (plugin.path("file").asText().equals(file)) {
                return plugin;
            }
        }
        return MissingNode.getInstance();
    }
}
