package io.nephoscope.tests.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.tests.plugins.Component;
import io.nephoscope.tests.plugins.Hanging;
import io.nephoscope.tests.plugins.PluginJar;
import io.nephoscope.tests.plugins.Ticking;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A component that hangs in what Declarative Services calls is named until it returns, and stops nobody else. */
class PluginsThatHangTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(40);
    private static final Duration SOON = Duration.ofSeconds(5);

    @RegisterExtension
    final CoreExtension core = new CoreExtension();

    @BeforeEach
    void pollOneThatIsSteady() throws Exception {
        core.expectWarningsOf("hung");
        pollAll();
        core.register("steady", new Ticking());
        core.awaitSamples("steady", 1);
    }

    @AfterEach
    void release() {
        Hanging.release();
    }

    @Test
    void namesAPluginThatHangsInItsConstructorAndPollsTheOthers() throws Exception {
        namesAPluginThatCannotBeActivated("constructor");
    }

    @Test
    void namesAPluginThatHangsInItsActivationAndPollsTheOthers() throws Exception {
        namesAPluginThatCannotBeActivated("activate");
    }

    private void namesAPluginThatCannotBeActivated(String method) throws Exception {
        Hanging.hangIn(method);
        install();

        awaitHealth("FAILED pollster hung of hung: has not returned from its activation for");
        assertOthersArePolled();
        assertThat(threads("nephoscope-plugin-")).isEqualTo(1);

        Hanging.release();

        core.awaitSamples("hung", 1);
        awaitNoHealthOf("hung");
    }

    @Test
    void namesAPluginThatHangsInItsDeactivationAndPollsTheOthers() throws Exception {
        Hanging.hangIn("deactivate");
        install();
        core.awaitSamples("hung", 1);

        core.polling("sources: [{name: all, interval: 1, meters: ['steady'], resources: ['test://one']}]");

        awaitHealth("FAILED pollster hung of hung: has not returned from its deactivation for");
        assertOthersArePolled();
        assertThat(threads("nephoscope-plugin-")).isEqualTo(1);

        Hanging.release();
        pollAll();

        int before = core.recorder().samplesOf("hung");
        core.awaitSamples("hung", before + 1);
        awaitNoHealthOf("hung");
    }

    @Test
    void namesAPluginThatHangsWhileItIsModifiedAndPollsTheOthers() throws Exception {
        Hanging.hangIn("modified");
        install();
        core.awaitSamples("hung", 1);

        core.configure("hung", Map.of("key", "value"));

        awaitHealth("FAILED bundle hung or io.nephoscope.tests.plugins: has not returned from "
                + "io.nephoscope.tests.plugins.Hanging.modified() for");
        assertOthersArePolled();

        Hanging.release();

        awaitNoHealthOf("Hanging.modified");
    }

    /** One thread tells all components of their configurations. */
    @Test
    void putsPollingYamlAndTheCoresSettingsInForceWhileAPluginHangsWhileItIsModified() throws Exception {
        core.register("later", new Ticking());
        Recorder other = new Recorder();
        core.register(Publisher.class, other, Map.of("publisher.name", "other"));
        core.polling("sources: [{name: all, interval: 1, meters: [hung, steady], resources: ['test://one']}]");
        Hanging.hangIn("modified");
        install();
        core.awaitSamples("hung", 1);
        core.configure("hung", Map.of("key", "value"));
        await().until(Hanging::isInside);

        core.polling("sources: [{name: later, interval: 1, meters: [later], resources: ['test://one']}]");
        await().atMost(SOON).until(() -> core.recorder().samplesOf("later") > 0);
        core.configure("io.nephoscope.core", Map.of("publishers", "other", "journal", "memory"));
        await().atMost(SOON).until(() -> other.samplesOf("later") > 0);

        awaitHealth("FAILED bundle hung or io.nephoscope.tests.plugins: has not returned from "
                + "io.nephoscope.tests.plugins.Hanging.modified() for");
        assertThat(Hanging.isInside()).isTrue();
    }

    private void install() throws Exception {
        core.install(
                "hung",
                PluginJar.of(
                                "hung",
                                List.of(Component.of("hung", Hanging.class, Pollster.class)
                                        .property("pollster.name", "hung")
                                        .property("pollster.namespace", "compute")
                                        .attribute("modified", "modified")))
                        .bytes());
    }

    private void pollAll() throws Exception {
        core.polling("sources: [{name: all, interval: 1, meters: ['*'], resources: ['test://one']}]");
    }

    private void awaitHealth(String beginning) {
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(core.health())
                .anySatisfy(line -> assertThat(line).startsWith(beginning)));
    }

    private void awaitNoHealthOf(String plugin) {
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(core.health())
                .noneSatisfy(line -> assertThat(line).contains(plugin)));
    }

    private void assertOthersArePolled() {
        int before = core.recorder().samplesOf("steady");
        core.awaitSamples("steady", before + 2);
    }

    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }
}
