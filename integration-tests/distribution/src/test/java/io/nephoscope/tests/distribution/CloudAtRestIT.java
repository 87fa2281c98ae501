package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cloud that nobody asks, as it is on every hypervisor: it must cost next to nothing. */
class CloudAtRestIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String CONNECTOR = "io.nephoscope.connector.openstack.";

    @TempDir
    Path folder;

    @Test
    void loadsNeitherClientNorParserBeforeACloudIsAsked() throws Exception {
        Path loaded = folder.resolve("classes.txt");
        try (Agent agent =
                Agent.in(folder).javaOptions("-Xlog:class+load:file=" + loaded).run()) {
            assertThat(agent.shell("endpoints")).isEmpty();

            agent.configure(
                    "io.nephoscope.connector.openstack",
                    "auth.url = http://127.0.0.1:1/v3",
                    "username = ceilometer",
                    "password = hunter2",
                    "user.domain.name = Default",
                    "project.name = service",
                    "project.domain.name = Default");

            await().atMost(SOON).until(() -> agent.shell("endpoints").size() == 1);
            JsonNode signIn = agent.shell("endpoints").path(0);
            assertThat(signIn.path("service").asText()).isEqualTo("sign-in");
            assertThat(signIn.path("calls").asInt()).isZero();
            assertThat(agent.command("shell", "endpoints --json").output()).doesNotContain("hunter2");
        }

        assertThat(Files.readString(loaded))
                .contains(CONNECTOR + "session.SignedCloud")
                .doesNotContain(" jdk.internal.net.http.")
                .doesNotContain("com.fasterxml.jackson");
    }
}
