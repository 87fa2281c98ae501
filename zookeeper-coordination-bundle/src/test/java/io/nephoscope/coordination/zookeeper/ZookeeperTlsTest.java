package io.nephoscope.coordination.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.api.coordination.CoordinationTarget;
import io.nephoscope.api.coordination.CoordinationTarget.Tls;
import io.nephoscope.coordination.zookeeper.TlsServer.Identity;
import io.nephoscope.testkit.coordination.RecordingCoordinationListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class ZookeeperTlsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static Identity serverIdentity;
    private static Identity agent;
    private static Identity stranger;
    private static TlsServer server;

    private final ZookeeperEngine engine = new ZookeeperEngine();

    @BeforeAll
    static void start() throws Exception {
        serverIdentity = Identity.in(folder, "server", "dns:localhost");
        agent = Identity.in(folder, "agent", "dns:agent");
        stranger = Identity.in(folder, "stranger", "dns:localhost");
        server = TlsServer.start(folder, serverIdentity.certificate(), serverIdentity.key(), agent.certificate());
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @AfterEach
    void close() {
        engine.stop();
    }

    private RecordingCoordinationListener open(String host, Tls tls) {
        RecordingCoordinationListener told = new RecordingCoordinationListener();
        engine.open(
                        new CoordinationTarget(
                                "zookeeper",
                                List.of(host + ":" + server.port()),
                                "",
                                Map.of(),
                                "nephoscope",
                                host,
                                Duration.ofSeconds(5),
                                Optional.empty(),
                                Optional.of(tls)),
                        told)
                .join("record");
        return told;
    }

    private static Tls tls(Identity trusted, Identity own, boolean verifyHostname) {
        return new Tls(
                Optional.of(trusted.certificate()),
                Optional.of(own.certificate()),
                Optional.of(own.key()),
                verifyHostname);
    }

    /** Those that must not come in have all the time that it takes another. */
    @Test
    void speaksTlsWithTheServerItTrustsByItsNameAndItsCertificate() throws Exception {
        RecordingCoordinationListener otherAuthority = open("localhost", tls(stranger, agent, true));
        RecordingCoordinationListener otherCertificate = open("localhost", tls(serverIdentity, stranger, true));
        RecordingCoordinationListener otherName = open("127.0.0.1", tls(serverIdentity, agent, true));
        RecordingCoordinationListener right = open("localhost", tls(serverIdentity, agent, true));

        right.await(view -> view.members().containsKey("localhost"), PATIENCE);
        otherAuthority.awaitDisconnection(PATIENCE);
        otherCertificate.awaitDisconnection(PATIENCE);
        otherName.awaitDisconnection(PATIENCE);
        RecordingCoordinationListener unnamed = open("127.0.0.1", tls(serverIdentity, agent, false));
        unnamed.await(view -> view.members().containsKey("127.0.0.1"), PATIENCE);

        assertThat(otherAuthority.views()).isEmpty();
        assertThat(otherCertificate.views()).isEmpty();
        assertThat(otherName.views()).isEmpty();
    }

    @Test
    void refusesFilesThatHoldSomethingElse() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");

        assertThatThrownBy(
                        () -> open("localhost", new Tls(Optional.of(empty), Optional.empty(), Optional.empty(), true)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> open("localhost", tls(agent, new Identity(agent.certificate(), empty), true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key");
        assertThatThrownBy(() -> open(
                        "localhost",
                        new Tls(Optional.empty(), Optional.of(agent.certificate()), Optional.empty(), true)))
                .hasMessageContaining("needs its key");
    }
}
