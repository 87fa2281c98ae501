package io.nephoscope.tests.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.tests.plugins.Ticking;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

class RedeployTest {

    private static final int TIMES = 200;

    @RegisterExtension
    final CoreExtension core = new CoreExtension();

    @Test
    void leavesNothingBehindOfAPluginThatIsDeployedAgainAndAgain() throws Exception {
        core.polling(
                "sources:",
                "  - {name: plugins, interval: 1, meters: ['hello.*']}",
                "  - {name: steady, interval: 1, meters: [steady], resources: ['test://one']}");
        core.register("steady", new Ticking());
        core.awaitSamples("steady", 1);
        byte[] jar = core.embedded("hello.jar");
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

        for (int i = 0; i < TIMES; i++) {
            Bundle plugin = core.install("hello", jar);
            core.awaitSamples("hello.load", i + 1);
            loaders.add(new WeakReference<>(plugin.adapt(BundleWiring.class).getClassLoader()));
            plugin.uninstall();
        }

        assertThat(core.recorder().gapsOf("steady")).hasSizeGreaterThan(5).allSatisfy(gap -> assertThat(gap)
                .isBetween(Duration.ofMillis(500), Duration.ofMillis(1500)));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            System.gc();
            assertThat(loaders).allMatch(loader -> loader.get() == null);
        });
    }
}
