package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.tests.plugins.hostile.Abuse;
import io.nephoscope.tests.plugins.hostile.HostileJar;
import io.nephoscope.tests.plugins.hostile.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Plugins that hang, wherever they are called. */
@Tag("hostile")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HangingPluginsIT extends HostilePluginsFixture {

    private static final String THAT_IT_HANGS =
            "(?i)hang|hung|has not returned|does not (answer|return|end)|did not return|could not be activated|stuck";

    private static long threads;
    /** Calls that never return, of all tests. */
    private static long stuck;

    /** After the agent of the fixture was started. */
    @BeforeAll
    static void countThreads() throws IOException {
        threads = Footprint.threads(agent.pid());
    }

    /** What hangs costs a thread each and nobody's time, so all of them are tried at once. */
    @Test
    void namesAPluginThatHangsWhereverItDoes() throws Exception {
        Map<String, String> words = new LinkedHashMap<>();
        for (Phase phase : EnumSet.complementOf(EnumSet.of(Phase.MODIFIED, Phase.DEACTIVATE))) {
            words.put(drop(HostileJar.of(phase, Abuse.HANGS_DEAF)), THAT_IT_HANGS);
        }
        for (Phase phase : EnumSet.of(Phase.POLL, Phase.PUBLISH)) {
            words.put(drop(HostileJar.of(phase, Abuse.HANGS)), THAT_IT_HANGS);
            words.put(drop(HostileJar.of(phase, Abuse.DEADLOCKS)), THAT_IT_HANGS);
        }
        words.put(drop(HostileJar.of(Phase.POLL, Abuse.SPINS)), THAT_IT_HANGS);
        publishTo(words.keySet(), Phase.PUBLISH, Phase.STATUS);

        awaitTold(words);

        assertThatItsCostIsBounded(words.size());
    }

    /** Their jars are gone, so that health alone tells of them. */
    @Test
    void namesAPluginThatHangsWhenItIsToEnd() throws Exception {
        String hanging = drop(HostileJar.of(Phase.DEACTIVATE, Abuse.HANGS_DEAF));
        String slow = drop(HostileJar.of(Phase.DEACTIVATE, Abuse.LINGERS));
        awaitPolled(dropped());

        for (String name : dropped()) {
            Files.delete(agent.deploy().resolve(name + ".jar"));
        }

        awaitTold(Map.of(hanging, "has not returned from its deactivation"));
        await("nothing is told of " + slow).atMost(SOON).untilAsserted(() -> assertThat(operator.told(List.of(slow)))
                .containsEntry(slow, "null null null "));
        assertThatItsCostIsBounded(2);
    }

    /** The last: one thread tells all components of new configurations, and it does not come back. */
    @Order(Integer.MAX_VALUE)
    @Test
    void namesAPluginThatHangsWhenItsConfigurationChanges() throws Exception {
        String name = drop(HostileJar.of(Phase.MODIFIED, Abuse.HANGS_DEAF));
        awaitPolled(List.of(name));

        agent.configure(name, "key=value");

        awaitTold(Map.of(name, "bundle " + name + "[^{]*has not returned from"));
        assertThatItsCostIsBounded(1);
    }

    /** Each call that never returns keeps its thread, and perhaps one that waits for it. */
    private static void assertThatItsCostIsBounded(int calls) throws IOException {
        stuck += calls;
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Footprint.threads(agent.pid())).isLessThan(threads + 3L * stuck + 30));
    }
}
