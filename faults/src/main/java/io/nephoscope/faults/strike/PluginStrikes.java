package io.nephoscope.faults.strike;

import io.nephoscope.faults.scene.Scene;
import io.nephoscope.tests.plugins.PluginJar;
import io.nephoscope.tests.plugins.Ticking;
import io.nephoscope.tests.plugins.hostile.Abuse;
import io.nephoscope.tests.plugins.hostile.HostileJar;
import io.nephoscope.tests.plugins.hostile.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What plugins do beside those that are polled, and what happens to their jars. */
final class PluginStrikes {

    private PluginStrikes() {}

    static void hang(Scene scene, Dose dose) throws Exception {
        deploy(scene, dose, HostileJar.of(Phase.POLL, Abuse.HANGS_DEAF));
    }

    static void fail(Scene scene, Dose dose) throws Exception {
        deploy(
                scene,
                dose,
                HostileJar.of(Phase.POLL, Abuse.THROWS_DIFFERENTLY_EACH_TIME),
                HostileJar.of(Phase.POLL, Abuse.THROWS_ERROR),
                HostileJar.of(Phase.POLL, Abuse.OVERFLOWS_THE_STACK));
    }

    static void flood(Scene scene, Dose dose) throws Exception {
        deploy(scene, dose, PluginJar.of("faulty.flood", Flooding.class));
    }

    private static void deploy(Scene scene, Dose dose, PluginJar... jars) throws Exception {
        Path folder = scene.agent().deploy();
        for (PluginJar jar : jars) {
            jar.moveInto(folder, file(jar));
        }
        for (PluginJar jar : jars) {
            scene.await("a plugin is not polled", () -> scene.agent().knows(name(jar)));
        }
        scene.hold(dose.pick(Duration.ofSeconds(5), Duration.ofSeconds(60)));
        for (PluginJar jar : jars) {
            Files.delete(folder.resolve(file(jar)));
        }
    }

    private static String name(PluginJar jar) {
        return jar.headers().getOrDefault("Bundle-SymbolicName", "");
    }

    private static String file(PluginJar jar) {
        return name(jar) + ".jar";
    }

    /** A jar comes in halves, again and again in another version, and one that is none. */
    static void copySlowly(Scene scene, Dose dose) throws Exception {
        Path file = scene.agent().deploy().resolve("ticks.jar");
        long before = scene.ledger().oddities().foreign();
        for (int version = 1; version <= dose.pick(4, 100); version++) {
            byte[] content = PluginJar.of("faulty.ticks", Ticking.class)
                    .version(version + ".0.0")
                    .bytes();
            int cut = 1 + dose.oneOf(content.length - 1);
            Files.write(file, Arrays.copyOf(content, cut));
            scene.hold(Duration.ofMillis(200 + dose.oneOf(500)));
            Files.write(file, Arrays.copyOfRange(content, cut, content.length), StandardOpenOption.APPEND);
            scene.hold(Duration.ofMillis(200 + dose.oneOf(1000)));
        }
        scene.await("no jar is polled", () -> scene.ledger().oddities().foreign() > before);
        Files.write(file, List.of("this is no jar"));
        scene.hold(Duration.ofSeconds(1));
        Files.delete(file);
    }
}
