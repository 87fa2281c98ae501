package io.nephoscope.tests.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.pollster.PollsterDefinition;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.tests.plugins.Gated;
import io.nephoscope.tests.plugins.PluginJar;
import io.nephoscope.tests.plugins.Ticking;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;

class PluginsTest {

    @RegisterExtension
    final CoreExtension core = new CoreExtension();

    @BeforeEach
    void pollWhateverComes() throws Exception {
        core.polling("sources: [{name: all, interval: 1, meters: ['*'], resources: ['test://one', 'test://two']}]");
    }

    @Test
    void pollsAPollsterThatAppears() {
        core.register("ticks", new Ticking());

        core.awaitSamples("ticks", 4);

        assertThat(core.recorder().samplesOf("ticks") % 2).isZero();
    }

    @Test
    void pollsNoMoreOnceAPollsterIsGone() {
        ServiceRegistration<Pollster> ticks = core.register("ticks", new Ticking());
        core.register("others", new Ticking());
        core.awaitSamples("ticks", 2);

        ticks.unregister();

        int others = core.recorder().samplesOf("others");
        int samples = core.recorder().samplesOf("ticks");
        core.awaitSamples("others", others + 4);
        assertThat(core.recorder().samplesOf("ticks")).isEqualTo(samples);
    }

    @Test
    void followsWhatABuilderLists() {
        List<PollsterDefinition> definitions =
                new CopyOnWriteArrayList<>(List.of(definition("built.first"), definition("built.second")));
        ServiceRegistration<PollsterBuilder> builder =
                core.register(PollsterBuilder.class, () -> List.copyOf(definitions), Map.of("service.changecount", 1L));
        core.awaitSamples("built.first", 2);
        core.awaitSamples("built.second", 2);

        definitions.remove(1);
        definitions.add(definition("built.third"));
        builder.setProperties(CoreExtension.properties(Map.of("service.changecount", 2L)));

        core.awaitSamples("built.third", 2);
        int second = core.recorder().samplesOf("built.second");
        core.awaitSamples("built.first", core.recorder().samplesOf("built.first") + 4);
        assertThat(core.recorder().samplesOf("built.second")).isEqualTo(second);
    }

    /** Such as one that an operator defined to stand in for it. */
    @Test
    void pollsThePollsterOfABuilderThatRanksAboveAComponentOfItsName() {
        core.expectWarningsOf("same");
        Ticking built = new Ticking();
        Ticking component = new Ticking();
        core.register("same", component);
        core.awaitSamples("same", 2);

        core.register(
                PollsterBuilder.class,
                () -> List.of(
                        PollsterDefinition.named("same").namespaces("compute").pollster(built)),
                Map.of("service.ranking", 1000));

        await().until(() -> built.ticks() >= 4);
        long before = component.ticks();
        long seen = built.ticks();
        await().until(() -> built.ticks() >= seen + 4);
        assertThat(component.ticks()).isEqualTo(before);
    }

    @Test
    void pollsWhatADiscoveryFinds() throws Exception {
        core.polling("sources: [{name: all, interval: 1, meters: ['*'], discovery: ['rooms://floor2']}]");
        core.register("ticks", new Ticking());

        core.register(
                Discovery.class,
                request -> List.of(
                        Resource.of("a"),
                        Resource.of("b"),
                        Resource.of(request.parameter().orElse(""))),
                Map.of("discovery.name", "rooms", "discovery.namespace", "compute"));

        core.awaitSamples("ticks", 3);
        assertThat(core.recorder().samplesOf("ticks") % 3).isZero();
    }

    @Test
    void pollsTheNewVersionOfABundleThatIsUpdated() throws Exception {
        PluginJar jar = PluginJar.of("plugin", Ticking.class);
        Bundle bundle = core.install("plugin", jar.bytes());
        core.awaitSamples("plugin", 2);

        bundle.update(new ByteArrayInputStream(jar.version("1.1.0").bytes()));

        core.awaitSamples("plugin", core.recorder().samplesOf("plugin") + 2);
        assertThat(bundle.getVersion()).hasToString("1.1.0");
    }

    @Test
    void finishesThePollOfABundleThatIsStopped() throws Exception {
        Semaphore entered = Gated.close();
        Bundle bundle = core.install("gated", PluginJar.of("gated", Gated.class).bytes());
        core.register("steady", new Ticking());
        assertThat(entered.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> uninstall(bundle));
        await().until(() -> bundle.getState() == Bundle.STOPPING);
        Gated.open();

        assertThat(stopped).succeedsWithin(10, TimeUnit.SECONDS);
        core.awaitSamples("gated", 2);
        core.awaitSamples("steady", core.recorder().samplesOf("steady") + 2);
    }

    private static PollsterDefinition definition(String name) {
        return PollsterDefinition.named(name).namespaces("compute").pollster(new Ticking());
    }

    private static void uninstall(Bundle bundle) {
        try {
            bundle.uninstall();
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }
}
