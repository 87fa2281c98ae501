package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nephoscope.tests.distribution.Command.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of an author who has the agent, Maven and Maven Central, and no clone. */
class NewPluginIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    /** What Maven keeps; empty at first, so that API and test kit come out of the agent's repository. */
    @TempDir
    static Path maven;

    @TempDir
    Path folder;

    /** Stands for Maven Central with what this build has fetched from there, so that no network is needed. */
    @BeforeAll
    static void replaceCentral() throws IOException {
        Files.writeString(maven.resolve("settings.xml"), """
                <settings>
                    <localRepository>%s</localRepository>
                    <mirrors>
                        <mirror>
                            <id>fetched</id>
                            <mirrorOf>central</mirrorOf>
                            <url>%s</url>
                        </mirror>
                    </mirrors>
                </settings>
                """.formatted(
                maven.resolve("repository"),
                Path.of(System.getProperty("nephoscope.maven.repository")).toUri()));
    }

    @Test
    void getsFromNothingToTheFirstSample() throws Exception {
        try (Agent agent = agent()) {
            long start = System.nanoTime();
            make("org.example.weather", "--meter", "weather.temperature", "--unit", "C");
            deploy(agent, build("weather"));
            awaitSample(agent, "weather.temperature");
            Figures.record(
                    "from nothing to the first sample of a new plugin", Duration.ofNanos(System.nanoTime() - start));

            JsonNode sample = agent.samples("weather.temperature").get(0);
            assertThat(sample.path("counter_unit").asText()).isEqualTo("C");
            assertThat(sample.path("resource_id").asText()).isEqualTo("weather:localhost");
        }
    }

    @Test
    void makesPluginsOfEachKind() throws Exception {
        make("org.example.probe", "--kind", "resource-pollster", "--meter", "probe.load");
        make("org.example.table", "--kind", "builder");
        make("org.example.places", "--kind", "discovery");
        make("org.example.archive", "--kind", "publisher");
        try (Agent agent = agent()) {
            deploy(agent, build("probe"));
            deploy(agent, build("table"));
            deploy(agent, build("places"));
            Files.copy(
                    folder.resolve("archive/etc/org.example.archive.cfg"),
                    agent.etc().resolve("org.example.archive.cfg"));
            deploy(agent, build("archive"));
            agent.configure("io.nephoscope.core", "publishers=console,archive");

            awaitSample(agent, "probe.load");
            awaitSample(agent, "table.value");
            awaitSample(agent, "table.value.total");
            await().atMost(SOON).untilAsserted(() -> assertThat(
                            agent.shell("discover", "places").path("resources").toString())
                    .contains("places:localhost"));
            Path archive = agent.state().resolve("archive.txt");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(archive).content().contains("probe.load"));
        }
    }

    @Test
    void refusesWhatWouldNotBuild() throws Exception {
        assertThat(script("weather").output()).contains("weather is no name of a package");
        assertThat(script("org.example.new").output()).contains("new is a word of Java");
        assertThat(script("io.nephoscope.core").output()).contains("the agent's own");
        assertThat(script("org.example.weather", "--kind", "poster").output()).contains("unknown kind: poster");
        assertThat(script("org.example.weather", "--meter", "a b").output()).contains("a b is no name of a meter");
        Files.createDirectories(folder.resolve("weather/src"));
        assertThat(script("org.example.weather").output()).contains("is there already, and not empty");
        assertThat(folder.resolve("weather/pom.xml")).doesNotExist();
    }

    private Agent agent() throws Exception {
        return Agent.in(folder.resolve("agent"))
                .polling("sources: [{name: all, interval: 1, meters: ['*']}]")
                .run();
    }

    private void make(String... words) throws Exception {
        assertThat(script(words).text()).contains("mvn package");
    }

    private Answer script(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "-C",
                folder.toString(),
                Agent.HOME.resolve("bin/new-plugin").toString()));
        command.addAll(List.of(words));
        return Command.run(Map.of(), command);
    }

    /** Builds a project, tests included, and returns its jar. */
    private Path build(String project) throws Exception {
        Path pom = folder.resolve(project).resolve("pom.xml");
        Answer answer = Command.run(
                Map.of("JAVA_HOME", JAVA.toString()),
                List.of(
                        System.getProperty("nephoscope.maven.home") + "/bin/mvn",
                        "--batch-mode",
                        "--settings",
                        maven.resolve("settings.xml").toString(),
                        "--file",
                        pom.toString(),
                        "package"));
        assertThat(answer.text()).contains("BUILD SUCCESS").containsPattern("Tests run: [1-9]");
        return pom.resolveSibling("target/org.example." + project + "-1.0.0.jar");
    }

    private static void deploy(Agent agent, Path jar) throws IOException {
        Files.copy(jar, agent.deploy().resolve(jar.getFileName()));
    }

    private static void awaitSample(Agent agent, String meter) {
        await().pollInterval(Duration.ofMillis(20)).atMost(SOON).untilAsserted(() -> assertThat(agent.samples(meter))
                .as(agent.log())
                .isNotEmpty());
    }
}
