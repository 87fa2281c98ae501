package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.tests.plugins.PluginJar;
import io.nephoscope.tests.plugins.Ticking;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Agent agent;

    @BeforeEach
    void pollOneResource() throws Exception {
        agent = Agent.in(folder)
                .polling("sources: [{name: all, interval: 1, meters: [ticks], resources: ['test://one']}]");
        PluginJar.of("ticks", Ticking.class).moveInto(agent.deploy(), "ticks.jar");
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void followsAChangedFile() throws Exception {
        agent.configure("io.nephoscope.publisher.console", "format=line");
        agent.run();
        await().atMost(SOON).until(() -> printed().contains("test://one"));
        assertThat(agent.samples()).isEmpty();

        agent.configure("io.nephoscope.publisher.console", "format=json");

        await().atMost(SOON).until(() -> !agent.samples().isEmpty());
    }

    @Test
    void startsWithTheDefaultsWhereThereIsNoFile() throws Exception {
        Files.delete(agent.etc().resolve("io.nephoscope.publisher.console.cfg"));
        Files.delete(agent.etc().resolve("io.nephoscope.core.cfg"));
        agent.run();

        await().atMost(SOON).until(() -> printed().contains("test://one"));
    }

    @Test
    void tellsNoSecretToWhoeverTypesCommands() throws Exception {
        agent.configure("io.nephoscope.core", "publishers = console, amqp");
        agent.configure(
                "io.nephoscope.publisher.amqp",
                "transport.url = rabbit://me:hunter2@127.0.0.1:1/",
                "telemetry.secret = s3cr3t");
        agent.run();
        await().atMost(SOON).until(() -> printed().contains("test://one"));

        assertThat(agent.command("shell", "cm:listConfigurations null").status())
                .isEqualTo(127);
        for (String command : List.of("status", "publishers --json", "health", "scr:list", "inspect cap service 0")) {
            assertThat(agent.command("shell", command).output()).doesNotContain("hunter2", "s3cr3t");
        }
        assertThat(agent.log()).doesNotContain("hunter2", "s3cr3t");
    }

    @Test
    void saysInTheStatusWhichValueItCannotUse() throws Exception {
        agent.configure("io.nephoscope.core", "publishers = console", "threads = many");
        agent.run();

        await().atMost(SOON).until(() -> printed().contains("test://one"));

        assertThat(agent.command("shell", "status").output().replaceAll("\\s+", " "))
                .contains("io.nephoscope.core.cfg: threads: \"many\" is no whole number; 4 is used instead");
    }

    @Test
    void usesTheNamespacesOfItsCommandLineAlone() throws Exception {
        agent.run("--polling-namespaces", "other");

        await().atMost(SOON).until(() -> agent.shell("pollsters", "ticks")
                .path(0)
                .path("state")
                .asText()
                .equals("FOREIGN"));
        assertThat(agent.samples()).isEmpty();
    }

    private String printed() throws Exception {
        return Files.readString(folder.resolve("samples.json"));
    }
}
