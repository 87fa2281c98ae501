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

    /** Sees also that it is told what it leaves behind when it is taken out. */
    static void leak(Scene scene, Dose dose) throws Exception {
        PluginJar jar = PluginJar.of("faulty.leak", Leaking.class);
        deploy(scene, dose, jar);
        scene.await("it is not told which threads a plugin left", () -> scene.agent()
                .says("plugins", "of it still run"));
    }

    /** The agent ends, says last whose fault it was, and is started anew without that plugin, as an operator would. */
    static void exhaust(Scene scene, Dose dose) throws Exception {
        for (int times = dose.pick(1, 10); times > 0; times--) {
            PluginJar jar = HostileJar.of(Phase.POLL, Abuse.EXHAUSTS_THE_HEAP);
            Path file = jar.moveInto(scene.agent().deploy(), file(jar));
            scene.await(
                    "the agent does not end", () -> scene.subject().processes().isEmpty());
            scene.killSubject();
            Files.delete(file);
            if (!scene.agent().lastWords().contains(name(jar))) {
                throw new IllegalStateException("it did not say which plugin took all memory");
            }
            scene.startSubject();
        }
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
