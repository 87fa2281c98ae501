package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.tests.plugins.PluginJar;
import io.nephoscope.tests.plugins.Ticking;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One agent whose broker, libvirtd and shell clients send anything, beside a witness that counts its polls. */
@Tag("hostile")
class HostilePeersIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MORE_THAN_A_BACKLOG = 100;
    /** The heap of 256 MB, and all else. */
    private static final long MOST_KILOBYTES = 600_000;

    @TempDir
    static Path folder;

    private static HostilePeer broker;
    private static HostilePeer daemon;
    private static Agent agent;
    private static Witness witness;
    private static Operator operator;

    @BeforeAll
    static void startAmongThem() throws Exception {
        broker = HostilePeer.onTcp(HostilePeer.Answer.NONE);
        daemon = HostilePeer.onUnix(folder.resolve("d.sock"), HostilePeer.Answer.NONE);
        agent = Agent.in(folder)
                .configure("io.nephoscope.core", "publishers=console,amqp")
                .polling("sources: [{name: all, interval: 1, meters: ['*'], resources: ['test://one']}]");
        PluginJar.of("witness", Ticking.class).moveInto(agent.deploy(), "witness.jar");
        agent.run();
        witness = new Witness(agent);
        operator = new Operator(agent);
        witness.awaitPolls(2);
    }

    @AfterAll
    static void stop() throws IOException {
        agent.close();
        broker.close();
        daemon.close();
    }

    @BeforeEach
    void beginToWatch() throws IOException {
        witness.beginToWatch();
    }

    /** What holds whatever was sent. */
    @AfterEach
    void lookAtTheWitness() throws Exception {
        witness.awaitPolls(2);
        witness.assertThatNothingIsMissing();
        assertThat(Footprint.anonymousKilobytes(agent.pid())).isLessThan(MOST_KILOBYTES);
        assertThat(agent.log()).doesNotContain("hunter2", "\u0000");
    }

    @ParameterizedTest
    @EnumSource(HostilePeer.Answer.class)
    void saysWhatIsWrongWithABroker(HostilePeer.Answer answer) throws Exception {
        broker.answer(answer);
        int before = broker.connections();

        connectAtOnce(answer);

        await().atMost(SOON).until(() -> broker.connections() > before);

        await().atMost(SOON).untilAsserted(() -> assertThat(operator.status()).contains("amqp"));
    }

    @ParameterizedTest
    @EnumSource(HostilePeer.Answer.class)
    void saysWhatIsWrongWithALibvirtd(HostilePeer.Answer answer) throws Exception {
        daemon.answer(answer);
        int before = daemon.connections();

        connectAtOnce(answer);

        await().atMost(SOON).until(() -> daemon.connections() > before);

        await().atMost(SOON).untilAsserted(() -> assertThat(operator.status()).contains("libvirt"));
    }

    @Test
    void answersItsOwnerWhileSilentClientsKeepTheShellBusy() throws Exception {
        List<SocketChannel> silent = new ArrayList<>();
        try {
            for (int i = 0; i < MORE_THAN_A_BACKLOG; i++) {
                SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
                silent.add(client);
                client.configureBlocking(false);
                connectIfThereIsRoom(client);
            }

            await().atMost(SOON).untilAsserted(() -> assertThat(
                            agent.command("shell", "version").status())
                    .isNotEqualTo(3));
        } finally {
            for (SocketChannel client : silent) {
                client.close();
            }
        }
    }

    @Test
    void letsAShellClientSendAnything() throws Exception {
        for (String sent : List.of(
                "",
                "\n\n\n",
                "status",
                "status\u0000\u001b[2J\n",
                "$((((\n",
                "x".repeat(1 << 20) + "\n",
                "\ud800".repeat(1000),
                "status | status | status\n")) {
            send(sent);
        }

        assertThat(operator.status()).contains("agent");
    }

    /** Another configuration: who has just failed with the one before would wait for longer and longer. */
    private static void connectAtOnce(HostilePeer.Answer answer) throws IOException {
        agent.configure(
                "io.nephoscope.publisher.amqp",
                "transport.url=rabbit://me:hunter2@127.0.0.1:%d/%s".formatted(broker.port(), answer));
        agent.configure(
                "io.nephoscope.connector.libvirt",
                "uri=qemu+unix:///system?socket=" + folder.resolve("d.sock"),
                "transport=rpc",
                "answer.seconds=" + answer.name().length());
    }

    private static void send(String text) throws IOException {
        try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            try {
                while (bytes.hasRemaining()) {
                    client.write(bytes);
                }
                client.shutdownOutput();
            } catch (IOException e) {
                assertThat(e).as("the shell closed the connection, as it may").isNotNull();
            }
        }
    }

    private static void connectIfThereIsRoom(SocketChannel client) {
        try {
            client.connect(UnixDomainSocketAddress.of(socket()));
        } catch (IOException e) {
            assertThat(e).as("the backlog is full, as it may be").isNotNull();
        }
    }

    private static Path socket() {
        return agent.state().resolve("shell.sock");
    }
}
