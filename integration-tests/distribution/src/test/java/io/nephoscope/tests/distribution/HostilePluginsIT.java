package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.tests.plugins.PluginJar;
import io.nephoscope.tests.plugins.Ticking;
import io.nephoscope.tests.plugins.hostile.Abuse;
import io.nephoscope.tests.plugins.hostile.HostileJar;
import io.nephoscope.tests.plugins.hostile.Phase;
import io.nephoscope.tests.plugins.hostile.PollAbuse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plugins that throw, return nonsense, flood, interrupt others or leave something behind. */
@Tag("hostile")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostilePluginsIT extends HostilePluginsFixture {

    /** What the operator reads of each that throws, wherever it does so. */
    private static final Map<Abuse, String> THROWN = Map.ofEntries(
            Map.entry(Abuse.THROWS, Abuse.WORDS),
            Map.entry(Abuse.THROWS_DIFFERENTLY_EACH_TIME, Abuse.WORDS),
            Map.entry(Abuse.THROWS_CHECKED, Abuse.WORDS),
            Map.entry(Abuse.THROWS_ERROR, Abuse.WORDS),
            Map.entry(Abuse.THROWS_IN_CIRCLES, Abuse.WORDS),
            Map.entry(Abuse.THROWS_WITHOUT_MESSAGE, "Speechless"),
            Map.entry(Abuse.THROWS_DEATH, "Death"),
            Map.entry(Abuse.THROWS_LINKAGE_ERROR, "org/example/Gone"),
            Map.entry(Abuse.THROWS_AT_LENGTH, "line one"),
            Map.entry(Abuse.OVERFLOWS_THE_STACK, "StackOverflowError"),
            Map.entry(Abuse.LOADS_NATIVE_CODE, "nephoscope-there-is-no-such-library"));

    /** Whatever logs these by Felix' log service fails, Declarative Services among them: nobody can tell what they are. */
    private static final Set<Abuse> UNTOLD = EnumSet.of(Abuse.THROWS_IN_CIRCLES, Abuse.THROWS_WITHOUT_MESSAGE);

    private static final Set<Phase> BY_COMPONENT_RUNTIME =
            EnumSet.of(Phase.CLASS_INITIALISER, Phase.CONSTRUCTOR, Phase.ACTIVATE);

    /** What the operator reads of each pollster that does something with what it is handed; empty if all is well. */
    private static final Map<PollAbuse, String> TOLD_OF_POLLS = new EnumMap<>(Map.ofEntries(
            Map.entry(PollAbuse.EMITS_NULL, "null"),
            Map.entry(PollAbuse.EMITS_NO_VOLUME, "volume|null"),
            Map.entry(PollAbuse.EMITS_NO_SUBJECT, "subject|null"),
            Map.entry(PollAbuse.EMITS_NO_METER, "meter|null"),
            Map.entry(PollAbuse.EMITS_NAN, "NaN"),
            Map.entry(PollAbuse.EMITS_INFINITY, "(?i)infinit"),
            Map.entry(PollAbuse.EMITS_AN_ODD_NUMBER, ""),
            Map.entry(PollAbuse.EMITS_EXTREMES, ""),
            Map.entry(PollAbuse.EMITS_A_METER_OF_OTHERS, ""),
            Map.entry(PollAbuse.FAILS_WITHOUT_REASON, "null|reason"),
            Map.entry(PollAbuse.FAILS_FOR_NOTHING, "null|resource"),
            Map.entry(PollAbuse.BLACKLISTS_NOTHING, "null|resource"),
            Map.entry(PollAbuse.FAILS_AT_LENGTH, "line one"),
            Map.entry(PollAbuse.FAILS_DIFFERENTLY_EACH_TIME, "at \\d+"),
            Map.entry(PollAbuse.FAILS_RESOURCES_OF_OTHERS, Abuse.WORDS + "|did not return"),
            Map.entry(PollAbuse.BLACKLISTS_RESOURCES_OF_OTHERS, ""),
            Map.entry(PollAbuse.EMITS_HUGE_METADATA, "metadata of \\d+ characters"),
            Map.entry(PollAbuse.EMITS_DEEP_METADATA, ""),
            Map.entry(PollAbuse.EMITS_METADATA_THAT_IS_NO_JSON, "Thread"),
            Map.entry(PollAbuse.EMITS_ODD_NAMES, ""),
            Map.entry(PollAbuse.KEEPS_ITS_POLL, "")));

    /** What cuts a flood says which pollster or discovery it was. */
    private static final Set<PollAbuse> FLOODS =
            EnumSet.of(PollAbuse.FLOODS, PollAbuse.FLOODS_WITH_SUBJECTS, PollAbuse.EMITS_FROM_A_THREAD_OF_ITS_OWN);

    @ParameterizedTest
    @EnumSource(
            names = {
                "CLASS_INITIALISER",
                "CONSTRUCTOR",
                "ACTIVATE",
                "POLL",
                "DISCOVER",
                "HEALTH",
                "POLLSTERS",
                "PUBLISH",
                "STATUS"
            })
    void namesAPluginThatThrowsAndWhatItThrows(Phase phase) throws Exception {
        Map<String, String> words = new LinkedHashMap<>();
        boolean byComponentRuntime = BY_COMPONENT_RUNTIME.contains(phase);
        for (Map.Entry<Abuse, String> thrown : THROWN.entrySet()) {
            boolean untold = byComponentRuntime && UNTOLD.contains(thrown.getKey());
            words.put(drop(HostileJar.of(phase, thrown.getKey())), untold ? "cannot be activated" : thrown.getValue());
        }
        publishTo(words.keySet(), phase);

        awaitTold(words);

        assertThatNoLineIsForged();
    }

    /** Declarative Services logs what it throws, and activates it anew with the new configuration. */
    @Test
    void logsWhatAPluginThrowsWhenItsConfigurationChanges() throws Exception {
        Map<String, String> words = new LinkedHashMap<>();
        for (Map.Entry<Abuse, String> thrown : THROWN.entrySet()) {
            String name = drop(HostileJar.of(Phase.MODIFIED, thrown.getKey()));
            if (!UNTOLD.contains(thrown.getKey())) {
                words.put(name, thrown.getValue());
            }
        }
        awaitPolled(dropped());

        for (String name : dropped()) {
            agent.configure(name, "key=value");
        }

        await().atMost(SOON).untilAsserted(() -> {
            List<String> entries = List.of(newLog().split("\n(?=\\d\\d:\\d\\d:)"));
            assertThat(words).allSatisfy((name, expected) -> assertThat(entries)
                    .as("what is logged of %s", name)
                    .anyMatch(entry -> entry.contains(name + ":1.0.0") && entry.contains(expected)));
        });
        assertThatNoLineIsForged();
    }

    @Test
    void isNotHurtByWhatAPluginReturns() throws Exception {
        Map<String, String> words = new LinkedHashMap<>();
        words.put(drop(HostileJar.of(Phase.DISCOVER, "NULL")), "null");
        words.put(drop(HostileJar.of(Phase.DISCOVER, "NULL_INSIDE")), "null");
        words.put(drop(HostileJar.of(Phase.DISCOVER, "DOUBLES")), "");
        words.put(drop(HostileJar.of(Phase.HEALTH, "NULL")), "null");
        words.put(drop(HostileJar.of(Phase.HEALTH, "NULL_INSIDE")), "null");
        words.put(drop(HostileJar.of(Phase.HEALTH, "FORGERY")), ""); // It does not say who it is.
        words.put(drop(HostileJar.of(Phase.POLLSTERS, "NULL")), "null");
        words.put(drop(HostileJar.of(Phase.POLLSTERS, "NULL_INSIDE")), "null");
        words.put(drop(HostileJar.of(Phase.POLLSTERS, "NAMES_OF_OTHERS")), "twice");
        words.put(drop(HostileJar.of(Phase.STATUS, "NULL")), "null");
        words.put(drop(HostileJar.of(Phase.STATUS, "NULL_INSIDE")), "null");
        words.put(drop(HostileJar.of(Phase.STATUS, "FORGERY")), "line one");
        words.put(drop(HostileJar.of(Phase.PUBLISH, "REFUSES_AT_LENGTH")), "line one");
        words.put(drop(HostileJar.of(Phase.PUBLISH, "CHANGES_ITS_MIND")), "");
        publishTo(words.keySet(), Phase.PUBLISH, Phase.STATUS);

        awaitTold(words);

        assertThat(operator.status()).contains("line one");
        assertThatNoLineIsForged();
    }

    /** More pollsters, resources and samples than there may be: the flood is cut, and nobody else's samples with it. */
    @Test
    void cutsAFloodAndNamesItsSource() throws Exception {
        List<String> names = new ArrayList<>();
        names.add(drop(HostileJar.of(Phase.DISCOVER, "LANDSLIDE")));
        names.add(drop(HostileJar.of(Phase.POLLSTERS, "LANDSLIDE")));
        for (PollAbuse abuse : FLOODS) {
            names.add(drop(HostileJar.of(abuse)));
        }

        await().atMost(SOON).untilAsserted(() -> {
            String log = newLog();
            assertThat(names).allSatisfy(name -> assertThat(log)
                    .containsPattern(name + "[^\\n]*(more than|only the first|dropped|thrown away)"));
        });
        witness.awaitPolls(3);
    }

    @Test
    void goesOnBesideThoseThatSpoilTheirThreadOrStandardOutput() throws Exception {
        drop(HostileJar.of(Phase.POLL, Abuse.CHANGES_ITS_THREAD));
        drop(HostileJar.of(Phase.POLL, Abuse.FLOODS_STANDARD_OUTPUT));
        drop(HostileJar.of(Phase.POLL, Abuse.IS_SLOW));

        awaitPolled(dropped());
        witness.awaitPolls(3);
    }

    /** The first: a thread is blamed on nobody that runs classes of which another plugin has, or had, equal ones. */
    @Order(1)
    @Test
    void namesAPluginThatLeavesThreadsBehind() throws Exception {
        String name = drop(HostileJar.of(Phase.POLL, Abuse.LEAVES_THREADS_BEHIND));
        awaitPolled(List.of(name));

        Files.delete(agent.deploy().resolve(name + ".jar"));

        await().atMost(SOON).untilAsserted(() -> assertThat(
                        String.valueOf(operator.plugins().get(name + ".jar")))
                .contains("LEFT_BEHIND", "50 threads of it still run"));
    }

    /**
     * Also the threads that follow the files: the interrupter can be taken out, and another jar put in. The last: Felix'
     * Configuration Admin tells components of nothing any more once its thread was interrupted.
     */
    @Order(Integer.MAX_VALUE)
    @Test
    void goesOnBesideOneThatInterruptsEveryThread() throws Exception {
        String name = drop(HostileJar.of(Phase.POLL, Abuse.INTERRUPTS_EVERYBODY));
        await().atMost(SOON).until(() -> newLog().contains("Something interrupted"));
        witness.awaitPolls(3);

        drop(PluginJar.of("kind.beside", Ticking.class));
        Files.delete(agent.deploy().resolve(name + ".jar"));

        awaitPolled(List.of("kind.beside"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(operator.pollsters()).doesNotContainKey(name));
        assertThat(newLog()).containsOnlyOnce("Something interrupted nephoscope-folders");
    }

    @Test
    void goesOnBesideServicesThatComeAndGoWithoutEnd() throws Exception {
        drop(HostileJar.churning("kind.churn"));

        witness.awaitPolls(5);
    }

    @Test
    void tellsWhatKeepsAJarFromPolling() throws Exception {
        PluginJar twin = PluginJar.of("kind.twin", Ticking.class);
        drop(twin.named("kind.twin.one"));
        drop(twin.named("kind.twin.two"));

        awaitTold(Map.of(
                drop(HostileJar.ofTheFuture("kind.future")), "(?i)compiled for Java",
                drop(HostileJar.withoutImports("kind.unlinked")), "NoClassDefFoundError|io[./]nephoscope[./]api",
                drop(HostileJar.promisingTooMuch("kind.promise")), "promise"));

        await().atMost(SOON).untilAsserted(() -> assertThat(
                        agent.shell("pollsters", "kind.twin").toString())
                .contains("SHADOWED", "kind.twin.one", "kind.twin.two"));
    }

    @Test
    void losesAtMostWhatIsWrong() throws Exception {
        assertThat(TOLD_OF_POLLS.keySet()).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(FLOODS)));
        Map<String, String> words = new LinkedHashMap<>();
        for (Map.Entry<PollAbuse, String> abuse : TOLD_OF_POLLS.entrySet()) {
            words.put(drop(HostileJar.of(abuse.getKey())), abuse.getValue());
        }

        awaitPolled(words.keySet());
        awaitTold(words);

        assertThatNoLineIsForged();
    }
}
