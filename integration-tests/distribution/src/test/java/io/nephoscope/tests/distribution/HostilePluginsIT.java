package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One agent that is given plugins which do all that a plugin should not, beside a witness that counts its
 * polls. Whatever they do, the witness is polled and each of its samples arrives, the operator is told which
 * plugin it is and what it does, and what it costs is bounded.
 */
@Tag("unsettled")
class HostilePluginsIT {

    private static final Duration SOON = Duration.ofSeconds(40);

    /** What the operator reads of each that throws, wherever it does so. */
    private static final Map<Abuse, String> THROWN = Map.of(
            Abuse.THROWS, Abuse.WORDS,
            Abuse.THROWS_CHECKED, Abuse.WORDS,
            Abuse.THROWS_ERROR, Abuse.WORDS,
            Abuse.THROWS_IN_CIRCLES, Abuse.WORDS,
            Abuse.THROWS_WITHOUT_MESSAGE, "Speechless",
            Abuse.THROWS_DEATH, "Death",
            Abuse.THROWS_LINKAGE_ERROR, "org/example/Gone",
            Abuse.THROWS_AT_LENGTH, "line one",
            Abuse.OVERFLOWS_THE_STACK, "StackOverflowError",
            Abuse.LOADS_NATIVE_CODE, "nephoscope-there-is-no-such-library");

    private static final Set<Abuse> HANGING = EnumSet.of(Abuse.HANGS, Abuse.HANGS_DEAF, Abuse.DEADLOCKS);
    private static final String THAT_IT_HANGS =
            "(?i)hang|hung|has not returned|does not (answer|return|end)|stuck|since";

    @TempDir
    static Path folder;

    private static Agent agent;
    private static Witness witness;
    private static Operator operator;
    private static long threads;
    /** Calls that never return, of all tests. */
    private static long stuck;

    private final Map<String, PluginJar> dropped = new LinkedHashMap<>();
    private int logged;

    @BeforeAll
    static void pollAWitness() throws Exception {
        agent = Agent.in(folder)
                .polling(
                        "sources:",
                        "  - name: given",
                        "    interval: 1",
                        "    meters: [witness, kind.*, hostile.c*, hostile.activate.*, hostile.modified.*, hostile.deactivate.*, hostile.poll.*]",
                        "    resources: ['test://one']",
                        "  - {name: found, interval: 1, meters: [hostile.discover.*]}")
                .run();
        witness = new Witness(agent);
        operator = new Operator(agent);
        PluginJar.of("witness", Ticking.class).moveInto(agent.deploy(), "witness.jar");
        witness.awaitPolls(2);
        threads = Footprint.threads(agent.pid());
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
        await().atMost(SOON).untilAsserted(() -> assertThat(operator.deployed()).containsExactly("witness.jar"));
        witness.awaitPolls(2);
        witness.assertThatNothingIsMissing();
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASS_INITIALISER", "CONSTRUCTOR", "ACTIVATE", "POLL", "DISCOVER", "HEALTH"})
    void namesAPluginThatThrowsAndWhatItThrows(Phase phase) throws Exception {
        Map<String, String> words = new LinkedHashMap<>();
        for (Map.Entry<Abuse, String> thrown : THROWN.entrySet()) {
            words.put(drop(HostileJar.of(phase, thrown.getKey())), thrown.getValue());
        }

        awaitTold(words);

        assertThatNoLineIsForged();
    }

    @Test
    void namesAPluginThatThrowsWhenItsConfigurationChanges() throws Exception {
        Map<String, String> words = new LinkedHashMap<>();
        for (Map.Entry<Abuse, String> thrown : THROWN.entrySet()) {
            words.put(drop(HostileJar.of(Phase.MODIFIED, thrown.getKey())), thrown.getValue());
        }
        awaitPolled(words.keySet());

        for (String name : words.keySet()) {
            agent.configure(name, "key=value");
        }

        awaitTold(words);
    }

    @ParameterizedTest
    @EnumSource(names = {"POLL", "DISCOVER", "HEALTH"})
    void namesAPluginThatHangs(Phase phase) throws Exception {
        Map<String, String> words = new LinkedHashMap<>();
        for (Abuse abuse : HANGING) {
            words.put(drop(HostileJar.of(phase, abuse)), THAT_IT_HANGS);
        }

        awaitTold(words);

        assertThatItsCostIsBounded(HANGING.size());
    }

    @Test
    void namesAPluginThatHangsWhenItIsToEnd() throws Exception {
        List<String> names = new ArrayList<>();
        for (Abuse abuse : HANGING) {
            names.add(drop(HostileJar.of(Phase.DEACTIVATE, abuse)));
        }
        awaitPolled(names);

        for (String name : names) {
            Files.delete(agent.deploy().resolve(name + ".jar"));
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(names)
                .allSatisfy(name -> assertThat(agent.log() + operator.status()).contains(name)));
        assertThatItsCostIsBounded(HANGING.size());
    }

    /** Of a builder and a publisher nobody waits for a poll. */
    @ParameterizedTest
    @EnumSource(names = {"POLLSTERS", "PUBLISH", "STATUS"})
    void namesABuilderOrAPublisherThatThrowsOrHangs(Phase phase) throws Exception {
        Map<String, String> words = new LinkedHashMap<>();
        for (Abuse abuse : List.of(Abuse.THROWS, Abuse.OVERFLOWS_THE_STACK, Abuse.THROWS_AT_LENGTH)) {
            words.put(drop(HostileJar.of(phase, abuse)), THROWN.getOrDefault(abuse, ""));
        }
        for (Abuse abuse : HANGING) {
            words.put(drop(HostileJar.of(phase, abuse)), THAT_IT_HANGS);
        }
        publishTo(words.keySet());

        awaitTold(words);

        assertThatNoLineIsForged();
        publishTo(List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "DISCOVER, NULL", "DISCOVER, NULL_INSIDE", "HEALTH, NULL", "HEALTH, NULL_INSIDE", "HEALTH, FORGERY",
        "POLLSTERS, NULL", "POLLSTERS, NULL_INSIDE", "POLLSTERS, NAMES_OF_OTHERS", "STATUS, NULL",
                "STATUS, NULL_INSIDE",
        "STATUS, FORGERY", "PUBLISH, REFUSES_AT_LENGTH", "PUBLISH, CHANGES_ITS_MIND"
    })
    void isNotHurtByWhatAPluginReturns(Phase phase, String word) throws Exception {
        String name = drop(HostileJar.of(phase, word));
        publishTo(List.of(name));
        await().atMost(SOON).untilAsserted(() -> assertThat(operator.plugins()).containsKey(name + ".jar"));

        witness.awaitPolls(2);

        assertThat(operator.status()).doesNotContain("Exception");
        assertThatNoLineIsForged();
        publishTo(List.of());
    }

    /** Two million resources, five million samples: the flood is cut, and nobody else's samples with it. */
    @ParameterizedTest
    @CsvSource({
        "DISCOVER, LANDSLIDE",
        "POLLSTERS, LANDSLIDE",
        "POLL, FLOODS",
        "POLL, FLOODS_WITH_SUBJECTS",
        "POLL, EMITS_FROM_A_THREAD_OF_ITS_OWN"
    })
    void cutsAFloodAndNamesItsSource(Phase phase, String word) throws Exception {
        String name = drop(HostileJar.of(phase, word));

        await().atMost(SOON).untilAsserted(() -> assertThat(agent.log() + operator.told(List.of(name)))
                .containsPattern(name + "[^\\n]*(more than|only the first|dropped|thrown away|at most|too many)"));
        witness.awaitPolls(3);
    }

    @Test
    void goesOnBesideThoseThatLeaveSomethingBehind() throws Exception {
        String left = drop(HostileJar.of(Phase.POLL, Abuse.LEAVES_THREADS_BEHIND));
        drop(HostileJar.of(Phase.POLL, Abuse.CHANGES_ITS_THREAD));
        drop(HostileJar.of(Phase.POLL, Abuse.INTERRUPTS_EVERYBODY));
        awaitPolled(dropped());
        witness.awaitPolls(2);

        Files.delete(agent.deploy().resolve(left + ".jar"));

        await().atMost(SOON).untilAsserted(() -> assertThat(agent.log() + operator.status())
                .containsPattern(left + "[^\\n]*thread"));
    }

    @Test
    void goesOnBesideServicesThatComeAndGoWithoutEnd() throws Exception {
        drop(HostileJar.churning("kind.churn"));

        witness.awaitPolls(5);
    }

    @Test
    void tellsWhatKeepsAJarFromPolling() throws Exception {
        awaitTold(Map.of(
                drop(HostileJar.ofTheFuture("kind.future")), "(?i)compiled for Java",
                drop(HostileJar.withoutImports("kind.unlinked")), "NoClassDefFoundError|io[./]nephoscope[./]api",
                drop(HostileJar.promisingTooMuch("kind.promise")), "promise"));
    }

    @Test
    void tellsWhichOfTwoPollstersOfOneNameIsNotPolled() throws Exception {
        PluginJar twin = PluginJar.of("kind.twin", Ticking.class);
        drop(twin.named("kind.twin.one"));
        drop(twin.named("kind.twin.two"));

        await().atMost(SOON).untilAsserted(() -> assertThat(
                        agent.shell("pollsters", "kind.twin").toString())
                .contains("shadowed", "kind.twin.one", "kind.twin.two"));
    }

    @Test
    void goesOnBesideOneThatSpins() throws Exception {
        String name = drop(HostileJar.of(Phase.POLL, Abuse.SPINS));

        awaitTold(Map.of(name, THAT_IT_HANGS));
    }

    @ParameterizedTest
    @EnumSource(value = PollAbuse.class, mode = EnumSource.Mode.MATCH_ALL, names = "^(?!FLOODS|EMITS_FROM_A).*")
    void losesAtMostWhatIsWrong(PollAbuse abuse) throws Exception {
        drop(HostileJar.of(abuse));

        awaitPolled(dropped());
        witness.awaitPolls(3);

        assertThatNoLineIsForged();
    }

    /** @return its name */
    private String drop(PluginJar jar) throws IOException {
        String name = jar.headers().getOrDefault("Bundle-SymbolicName", "");
        dropped.put(name + ".jar", jar);
        jar.moveInto(agent.deploy(), name + ".jar");
        return name;
    }

    /** Until the operator is told, of each plugin, words that the expression finds. */
    private static void awaitTold(Map<String, String> words) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            Map<String, String> told = operator.told(words.keySet());
            assertThat(words).allSatisfy((name, expected) -> assertThat(told.get(name))
                    .as("what is told of %s", name)
                    .containsPattern(expected));
        });
    }

    /** Until each was polled, which is until it does what it does. */
    private static void awaitPolled(Iterable<String> names) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(operator.pollsters().keySet()).containsAll(names));
    }

    private List<String> dropped() {
        return dropped.keySet().stream()
                .map(file -> file.replaceFirst("\\.jar$", ""))
                .toList();
    }

    /** Has samples published to these too. */
    private static void publishTo(Iterable<String> names) throws IOException {
        agent.configure("io.nephoscope.core", "publishers=console," + String.join(",", names));
    }

    /** Each call that never returns keeps its thread, and perhaps one that waits for it. */
    private static void assertThatItsCostIsBounded(int calls) throws IOException {
        stuck += calls;
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Footprint.threads(agent.pid())).isLessThan(threads + 3L * stuck + 30));
    }

    private void assertThatNoLineIsForged() throws IOException {
        String log = agent.log().substring(logged);
        assertThat(log).doesNotContain("\nforged", "\u001b", "\u0000", "\u2028");
        assertThat(log.lines())
                .noneMatch(line -> line.startsWith("2026-01-01"))
                .noneMatch(line -> line.length() > 20_000);
    }
}
