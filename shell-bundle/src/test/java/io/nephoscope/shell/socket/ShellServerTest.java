package io.nephoscope.shell.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.nephoscope.shell.command.CommandSet;
import io.nephoscope.shell.command.FakeCommand;
import io.nephoscope.shell.protocol.ShellFrame.Kind;
import io.nephoscope.shell.protocol.ShellRequest;
import io.nephoscope.shell.socket.TestClient.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One client at a time; {@link CrowdedShellTest} has many. */
@Timeout(60)
class ShellServerTest {

    @TempDir
    private Path folder;

    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch deafEnds = new CountDownLatch(1);
    private final CommandSet commands = FakeCommand.set(
            new FakeCommand(
                    "echo", call -> call.out().print(call.arguments().word().orElse(""))),
            new FakeCommand("long", call -> call.out().print("x".repeat(1_000_000))),
            new FakeCommand("hang", call -> {
                hanging.countDown();
                try {
                    new CountDownLatch(1).await();
                } finally {
                    interrupted.countDown();
                }
            }),
            new FakeCommand("deaf", call -> {
                hanging.countDown();
                while (deafEnds.getCount() > 0) {
                    try {
                        deafEnds.await();
                    } catch (InterruptedException e) {
                        Thread.interrupted(); // and goes on, as plugins do that heed no interrupt
                    }
                }
            }));
    private Path socket;
    private ShellServer server;

    @BeforeEach
    void open() throws IOException {
        socket = folder.resolve("shell.sock");
        server = ShellServer.open(socket, () -> new CommandEvaluator(commands));
    }

    @AfterEach
    void close() throws IOException {
        deafEnds.countDown();
        server.close();
    }

    @Test
    void answersOneCommandAfterTheOther() throws IOException {
        try (TestClient client = new TestClient(socket)) {
            assertThat(client.words("echo", "a b")).isEqualTo(new Answer("a b", "", 0));
            assertThat(client.line("echo 'c d'")).isEqualTo(new Answer("c d", "", 0));
        }
    }

    /** A selector whose thread bears the flag does not wait: it would keep a core busy. */
    @Test
    void goesOnAndWaitsAgainWhenSomebodyInterruptsItsThread() throws IOException {
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("nephoscope-shell"))
                .toList();

        threads.forEach(Thread::interrupt);

        assertThat(threads).isNotEmpty();
        await().until(() -> threads.stream().noneMatch(Thread::isInterrupted));
        try (TestClient client = new TestClient(socket)) {
            assertThat(client.words("echo", "a")).isEqualTo(new Answer("a", "", 0));
        }
    }

    @Test
    void carriesAnswersOfAnyLength() throws IOException {
        try (TestClient client = new TestClient(socket)) {
            assertThat(client.words("long").out()).hasSize(1_000_000);
        }
    }

    @Test
    void completesLines() throws IOException {
        try (TestClient client = new TestClient(socket)) {
            assertThat(client.complete("lo")).containsExactly("long");
        }
    }

    @Test
    void abandonsACommandThatIsInterrupted() throws Exception {
        try (TestClient client = new TestClient(socket)) {
            client.start(new ShellRequest(Kind.WORDS, 80, false, List.of("hang")));
            hanging.await();

            client.interrupt();

            assertThat(client.answer()).isEqualTo(new Answer("", "", 130));
            assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(client.words("echo", "x").out()).isEqualTo("x");
        }
    }

    @Test
    void answersAtOnceAlsoWhenACommandHeedsNoInterrupt() throws Exception {
        try (TestClient client = new TestClient(socket)) {
            client.start(new ShellRequest(Kind.WORDS, 80, false, List.of("deaf")));
            hanging.await();

            client.interrupt();

            assertThat(client.answer().status()).isEqualTo(130);
            assertThat(client.words("echo", "x").out()).isEqualTo("x");
        }
    }

    @Test
    void abandonsTheCommandOfAClientThatLeaves() throws Exception {
        try (TestClient client = new TestClient(socket)) {
            client.start(new ShellRequest(Kind.WORDS, 80, false, List.of("hang")));
            hanging.await();
        }

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void refusesAClientOfAnotherVersion() throws IOException {
        try (TestClient client = new TestClient(socket, ShellRequest.GREETING + 1)) {
            assertThat(client.receive().text()).contains("another version");
        }
    }

    @Test
    void endsTheConnectionOfAClientThatSaysNonsense() throws IOException {
        try (TestClient client = new TestClient(socket)) {
            client.start(new ShellRequest(Kind.OUT, 0, false, List.of()));

            assertThatExceptionOfType(IOException.class).isThrownBy(client::receive);
        }
    }

    @Test
    void stopsWithinASecondWhileCommandsRunAndClientsIdle() throws Exception {
        try (TestClient idle = new TestClient(socket);
                TestClient busy = new TestClient(socket)) {
            idle.words("echo");
            busy.start(new ShellRequest(Kind.WORDS, 80, false, List.of("hang")));
            hanging.await();
            long before = System.nanoTime();

            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
            assertThat(socket).doesNotExist();
            assertThatExceptionOfType(IOException.class).isThrownBy(idle::receive);
            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().equals("nephoscope-shell")));
        }
    }
}
