package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.tests.plugins.PluginJar;
import io.nephoscope.tests.plugins.Ticking;
import io.nephoscope.tests.plugins.hostile.HostileJar;
import io.nephoscope.tests.plugins.hostile.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * One agent that is given plugins which do all that a plugin should not, beside a witness that counts its
 * polls. Whatever they do, the witness is polled and each of its samples arrives, the operator is told which
 * plugin it is and what it does, and what it costs is bounded.
 */
abstract class HostilePluginsFixture {

    static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    static Path folder;

    static Agent agent;
    static Witness witness;
    static Operator operator;

    private final Map<String, PluginJar> dropped = new LinkedHashMap<>();
    private int logged;

    @BeforeAll
    static void pollAWitness() throws Exception {
        agent = Agent.in(folder)
                .configure("io.nephoscope.core", core("publishers=console"))
                .polling(
                        "sources:",
                        "  - {name: watched, interval: 1, meters: [witness], resources: ['test://witness']}",
                        "  - name: given",
                        "    interval: 1",
                        "    meters: [kind.*, hostile.c*, hostile.activate.*, hostile.modified.*, hostile.deactivate.*, 'hostile.poll.[!f]*', hostile.poll.fails*]",
                        "    resources: ['test://one']",
                        "  - {name: found, interval: 1, meters: ['hostile.discover.[!l]*', hostile.discover.lo*]}",
                        "  # Floods need time to be floods.",
                        "  - {name: flooding, interval: 2, timeout: 30, meters: [hostile.poll.floods*], resources: [one]}",
                        "  - {name: sliding, interval: 2, timeout: 30, meters: [hostile.discover.landslide]}")
                .run();
        witness = new Witness(agent, "test://witness");
        operator = new Operator(agent);
        PluginJar.of("witness", Ticking.class).moveInto(agent.deploy(), "witness.jar");
        witness.awaitPolls(2);
    }

    @AfterAll
    static void stop() {
        agent.close();
    }

    @BeforeEach
    void beginToWatch() throws IOException {
        witness.beginToWatch();
        logged = agent.log().length();
    }

    /** What holds whatever was done. */
    @AfterEach
    void removeThemAndLookAtTheWitness() throws Exception {
        for (String file : dropped.keySet()) {
            Files.deleteIfExists(agent.deploy().resolve(file));
        }
        publishTo(List.of());
        await().atMost(SOON).untilAsserted(() -> assertThat(operator.deployed()).containsExactly("witness.jar"));
        witness.awaitPolls(2);
        witness.assertThatNothingIsMissing();
    }

    /** @return its name */
    String drop(PluginJar jar) throws IOException {
        String name = jar.headers().getOrDefault("Bundle-SymbolicName", "");
        dropped.put(name + ".jar", jar);
        jar.moveInto(agent.deploy(), name + ".jar");
        return name;
    }

    /** Until the operator is told, of each plugin, words that the expression finds. */
    static void awaitTold(Map<String, String> words) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            Map<String, String> told = operator.told(words.keySet());
            assertThat(words).allSatisfy((name, expected) -> assertThat(told.get(name))
                    .as("what is told of %s", name)
                    .containsPattern(expected));
        });
    }

    /** Until each was polled, which is until it does what it does. */
    static void awaitPolled(Iterable<String> names) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(operator.pollsters().keySet()).containsAll(names));
    }

    List<String> dropped() {
        return dropped.keySet().stream()
                .map(file -> file.replaceFirst("\\.jar$", ""))
                .toList();
    }

    /** The core's configuration: with bounds that a flood reaches soon, for what is beyond them is the same. */
    private static String[] core(String publishers) {
        return new String[] {
            publishers,
            "poll.samples.max=100000",
            "journal=memory",
            "journal.memory.size=8",
            "discovery.resources.max=20000"
        };
    }

    /** Has samples published also to those that are hostile in these phases, if they are of publishers. */
    static void publishTo(Iterable<String> names, Phase... phases) throws IOException {
        List<String> publishers = new ArrayList<>(List.of("console"));
        for (String name : names) {
            boolean publishes = Arrays.stream(phases)
                    .filter(EnumSet.of(Phase.PUBLISH, Phase.STATUS)::contains)
                    .anyMatch(phase -> name.startsWith(HostileJar.name(phase, "")));
            if (publishes) {
                publishers.add(name);
            }
        }
        agent.configure("io.nephoscope.core", core("publishers=" + String.join(",", publishers)));
    }

    String newLog() throws IOException {
        return agent.log().substring(logged);
    }

    void assertThatNoLineIsForged() throws IOException {
        String log = newLog();
        assertThat(log).doesNotContain("\nforged", "\u001b", "\u0000", "\u2028");
        assertThat(log.lines())
                .noneMatch(line -> line.startsWith("2026-01-01"))
                .noneMatch(line -> line.length() > 20_000);
    }
}
