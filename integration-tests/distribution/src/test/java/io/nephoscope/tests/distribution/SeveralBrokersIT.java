package io.nephoscope.tests.distribution;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nephoscope.tests.plugins.PluginJar;
import io.nephoscope.tests.plugins.Ticking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Further AMQP publishers, which come and go with their files, and logins that stand in files of their own. */
@Tag("rabbitmq")
class SeveralBrokersIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String HOST = "second";
    private static final String PID = "io.nephoscope.publisher.amqp-second";

    @TempDir
    Path folder;

    @BeforeEach
    void startBrokerWithTwoVirtualHosts() throws Exception {
        Testbed.call("rabbitmq", "start");
        Testbed.call("rabbitmq", "ctl", "add_vhost", HOST);
        Testbed.call("rabbitmq", "ctl", "set_permissions", "-p", HOST, "guest", ".*", ".*", ".*");
        Testbed.call("rabbitmq", "ctl", "add_user", "rotating", "old-s3cr3t");
        Testbed.call("rabbitmq", "ctl", "set_permissions", "-p", HOST, "rotating", ".*", ".*", ".*");
    }

    @AfterEach
    void removeThem() throws Exception {
        Testbed.call("rabbitmq", "ctl", "delete_vhost", HOST);
        Testbed.call("rabbitmq", "ctl", "delete_user", "rotating");
    }

    @Test
    void publishesToTwoVirtualHostsWhoseFilesComeAndGo() throws Exception {
        try (Agent agent = ticking("several").run()) {
            await().atMost(SOON).until(() -> confirmed(agent, "amqp") > 0);
            assertThat(agent.command("shell", "status").output()).contains("amqp-second");

            agent.configure(PID, settings("guest:guest", "several"));
            await().atMost(SOON).until(() -> confirmed(agent, "amqp-second") > 0);
            Path file = agent.etc().resolve(PID + ".cfg");
            Files.delete(file);
            await().atMost(SOON).until(() -> !publisher(agent, "amqp-second")
                    .path("state")
                    .asText()
                    .equals("CONNECTED"));
            long whenGone = confirmed(agent, "amqp");
            await().atMost(SOON).until(() -> confirmed(agent, "amqp") > whenGone);
            agent.configure(PID, settings("guest:guest", "several"));

            agent.polling("sources: []");
            await().atMost(SOON).until(() -> agent.shell("tasks").isEmpty());
            await().atMost(SOON).until(() -> waiting(agent) == 0);
            Set<String> emitted = ids(agent.samples());
            assertThat(ids(Tap.samples(Tap.drain("several.sample")))).containsExactlyInAnyOrderElementsOf(emitted);
            assertThat(ids(Tap.samples(Tap.drain("several.sample", HOST))))
                    .containsExactlyInAnyOrderElementsOf(emitted);
            Figures.record("two virtual hosts", emitted.size() + " samples emitted, 0 lost in either of them");
        }
    }

    @Test
    void namesTheFileOfAFurtherPublisher() throws Exception {
        try (Agent agent =
                ticking("wrong").configure(PID, "transport.url = no url").run()) {
            await().atMost(SOON)
                    .until(() -> agent.command("shell", "status").output().contains(PID + ".cfg: transport.url:"));
            assertThat(agent.log()).contains(PID + ".cfg: transport.url: is no URL");

            agent.configure(PID, settings("guest:wr0ng", "wrong"));

            await().atMost(SOON).until(() -> agent.command("shell", "status")
                    .output()
                    .replaceAll("\\s+", " ")
                    .contains("(etc/" + PID + ".cfg)"));
            assertThat(agent.log()).contains("amqp-second: ").doesNotContain("wr0ng");
        }
    }

    /** Nobody closes the connection: the agent sees that the file says something else. */
    @Test
    void followsTheFileThatHoldsItsLogin() throws Exception {
        Path url = Files.writeString(folder.resolve("second.url"), url("guest:guest"));
        try (Agent agent = ticking("rotating")
                .configure(PID, "transport.url = file:" + url, "topics = rotating", "retry.max = 1")
                .run()) {
            await().atMost(SOON).until(() -> confirmed(agent, "amqp-second") > 0);

            Files.writeString(url, url("rotating:old-s3cr3t"));
            await().atMost(SOON).until(() -> users().contains("rotating"));
            Testbed.call("rabbitmq", "ctl", "change_password", "rotating", "new-s3cr3t");
            Testbed.call("rabbitmq", "ctl", "close_all_user_connections", "rotating", "test");
            await().atMost(SOON).until(() -> publisher(agent, "amqp-second")
                    .path("state")
                    .asText()
                    .equals("FAILED"));
            Files.writeString(url, url("rotating:new-s3cr3t"));

            await().atMost(SOON).until(() -> publisher(agent, "amqp-second")
                    .path("state")
                    .asText()
                    .equals("CONNECTED"));
            agent.polling("sources: []");
            await().atMost(SOON).until(() -> agent.shell("tasks").isEmpty());
            await().atMost(SOON).until(() -> waiting(agent) == 0);
            assertThat(ids(Tap.samples(Tap.drain("rotating.sample", HOST)))).isEqualTo(ids(agent.samples()));
            assertThat(agent.log()).doesNotContain("s3cr3t");
        }
    }

    /** An agent that prints its samples, publishes them to the first virtual host, and is to publish to the second. */
    private Agent ticking(String topic) throws Exception {
        Agent agent = Agent.in(folder)
                .configure("io.nephoscope.core", "publishers=console,amqp,amqp-second")
                .configure("io.nephoscope.publisher.amqp", "transport.url=" + Testbed.brokerUrl(), "topics=" + topic)
                .polling(
                        "sources:",
                        "  - name: load",
                        "    interval: 1",
                        "    meters: [ticks]",
                        "    resources: ['test://one', 'test://two']");
        PluginJar.of("ticks", Ticking.class).moveInto(agent.deploy(), "ticks.jar");
        return agent;
    }

    private static String[] settings(String login, String topic) throws Exception {
        return new String[] {"transport.url = " + url(login), "topics = " + topic, "retry.max = 1"};
    }

    private static String url(String login) throws IOException, InterruptedException {
        return Testbed.brokerUrl().replace("guest:guest", login) + HOST;
    }

    private static String users() throws IOException, InterruptedException {
        return Testbed.call("rabbitmq", "ctl", "list_connections", "user");
    }

    private static JsonNode publisher(Agent agent, String name) throws IOException, InterruptedException {
        for (JsonNode publisher : agent.shell("publishers")) {
            if (publisher.path("name").asText().equals(name)) {
                return publisher;
            }
        }
        throw new AssertionError("no publisher " + name);
    }

    private static long confirmed(Agent agent, String name) throws IOException, InterruptedException {
        return publisher(agent, name).path("confirmed").asLong();
    }

    /** Samples that one of the AMQP publishers has not delivered. */
    private static long waiting(Agent agent) throws IOException, InterruptedException {
        long waiting = 0;
        for (String name : List.of("amqp", "amqp-second")) {
            JsonNode publisher = publisher(agent, name);
            waiting += publisher.path("queued").asLong()
                    + publisher.path("inFlight").asLong();
        }
        return waiting;
    }

    private static Set<String> ids(List<JsonNode> samples) {
        return samples.stream()
                .map(sample -> sample.path("message_id").asText())
                .collect(toSet());
    }
}
