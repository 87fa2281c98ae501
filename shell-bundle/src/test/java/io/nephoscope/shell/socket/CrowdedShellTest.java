package io.nephoscope.shell.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.nephoscope.shell.command.CommandSet;
import io.nephoscope.shell.command.FakeCommand;
import io.nephoscope.shell.protocol.ShellFrame.Kind;
import io.nephoscope.shell.protocol.ShellRequest;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More clients than the shell has room for. */
@Timeout(60)
class CrowdedShellTest {

    private static final int MANY = 200;

    @TempDir
    private Path folder;

    private final AtomicInteger running = new AtomicInteger();
    private final CommandSet commands = FakeCommand.set(
            new FakeCommand(
                    "echo", call -> call.out().print(call.arguments().word().orElse(""))),
            new FakeCommand("flood", call -> call.out().print("x".repeat(4_000_000))),
            new FakeCommand("work", call -> {
                running.incrementAndGet();
                try {
                    new CountDownLatch(1).await();
                } finally {
                    running.decrementAndGet();
                }
            }));
    private final List<AutoCloseable> clients = new ArrayList<>();
    private Path socket;
    private ShellServer server;

    @BeforeEach
    void open() throws IOException {
        socket = folder.resolve("shell.sock");
        server = ShellServer.open(socket, () -> new CommandEvaluator(commands));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
        server.close();
    }

    @Test
    void answersTheOwnerBesideManySilentConnections() throws IOException {
        for (int i = 0; i < MANY; i++) {
            clients.add(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
        }

        assertAnswers();
    }

    @Test
    void answersTheOwnerBesideManyConnectionsThatGreetAndSayNothingMore() throws IOException {
        for (int i = 0; i < MANY; i++) {
            clients.add(new TestClient(socket));
        }

        assertAnswers();
    }

    @Test
    void answersTheOwnerBesideManyClientsThatDoNotReadTheirAnswers() throws IOException {
        for (int i = 0; i < ShellServer.MAX_CONVERSATIONS; i++) {
            start("flood");
        }

        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(this::assertAnswers);
    }

    @Test
    void letsSilentIdleAndUnreadingClientsGoAfterAWhile() throws IOException {
        server.close();
        Duration soon = Duration.ofMillis(200);
        server = ShellServer.open(socket, () -> new CommandEvaluator(commands), new ConnectionLimits(soon, soon, soon));
        SocketChannel silent = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        clients.add(silent);
        TestClient idle = new TestClient(socket);
        clients.add(idle);
        idle.words("echo");
        TestClient unreading = start("flood");

        assertThat(silent.read(ByteBuffer.allocate(1))).isNegative();
        assertThatExceptionOfType(IOException.class).isThrownBy(idle::receive);
        await().untilAsserted(() -> assertThatExceptionOfType(IOException.class).isThrownBy(unreading::interrupt));
    }

    @Test
    void givesTheLongestIdleConnectionToANewClient() throws IOException {
        List<TestClient> idle = new ArrayList<>();
        for (int i = 0; i < ShellServer.MAX_CONVERSATIONS; i++) {
            TestClient client = new TestClient(socket);
            clients.add(client);
            client.words("echo");
            idle.add(client);
        }

        assertAnswers();

        assertThatExceptionOfType(IOException.class).isThrownBy(idle.get(0)::receive);
        assertThat(idle.get(1).words("echo").status()).isZero();
    }

    @Test
    void refusesAClientWhileAllOthersRunCommands() throws Exception {
        List<TestClient> busy = new ArrayList<>();
        for (int i = 0; i < ShellServer.MAX_CONVERSATIONS; i++) {
            busy.add(start("work"));
        }
        await().until(() -> running.get() == ShellServer.MAX_CONVERSATIONS);

        for (int i = 0; i < 5; i++) {
            TestClient refused = new TestClient(socket);
            clients.add(refused);
            assertThat(refused.receive().text()).startsWith("16 shell commands run already");
        }

        busy.get(0).close();
        await().ignoreExceptions().untilAsserted(this::assertAnswers);
    }

    @Test
    void abandonsCommandsOfClientsThatLeaveAtOnce() throws IOException {
        for (int i = 0; i < 100; i++) {
            try (TestClient client = new TestClient(socket)) {
                client.start(new ShellRequest(Kind.WORDS, 80, false, List.of("work")));
            }
        }

        await().ignoreExceptions().untilAsserted(() -> {
            assertAnswers();
            assertThat(running).hasValue(0);
        });
    }

    private void assertAnswers() throws IOException {
        try (TestClient owner = new TestClient(socket)) {
            assertThat(owner.words("echo", "x").out()).isEqualTo("x");
        }
    }

    private TestClient start(String command) throws IOException {
        TestClient client = new TestClient(socket);
        clients.add(client);
        client.start(new ShellRequest(Kind.WORDS, 80, false, List.of(command)));
        return client;
    }
}
