package io.nephoscope.launcher.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.CommandLine;
import io.nephoscope.shell.protocol.ShellFrame;
import io.nephoscope.shell.protocol.ShellRequest;
import io.nephoscope.shell.socket.Evaluator;
import io.nephoscope.shell.socket.ShellServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ShellClientTest {

    @TempDir
    private Path folder;

    private final CountDownLatch hanging = new CountDownLatch(1);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path socket;
    private ShellServer server;

    @BeforeEach
    void open() throws IOException {
        socket = folder.resolve("shell.sock");
        server = serve();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void runsOneCommandAndEndsWithItsStatus() throws IOException {
        assertThat(client("words", "a b", "it's", "$x", "*")).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("<a b>\n<it's>\n<$x>\n<*>\n");
        assertThat(client("boom")).isEqualTo(1);
        assertThat(client("nothing")).isEqualTo(127);
        assertThat(err.toString(UTF_8)).isEqualTo("it broke\nnothing: unknown\n");
    }

    @Test
    void takesOneWordWithBlanksForALine() throws IOException {
        assertThat(client("words a 'b c'")).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("<a>\n<b c>\n");
    }

    @Test
    void showsTheStackTraceWhenDebugging() throws IOException {
        assertThat(client("--debug", "boom")).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("IllegalStateException: it broke", "\tat ");
    }

    @Test
    void endsQuietlyWhenNobodyReadsTheAnswer() throws IOException {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        assertThat(ShellClient.run(List.of(socket.toString(), "words", "1"), closed, err))
                .isEqualTo(141);
        assertThat(err.size()).isZero();
    }

    @Test
    void tellsThatTheAgentDoesNotRun() throws IOException {
        server.close();

        assertThat(client("words")).isEqualTo(3);
        assertThat(err.toString(UTF_8)).startsWith("nephoscope is not running").contains("bin/nephoscope start");
    }

    @Test
    void tellsThatTheSocketOfADeadAgentDoesNotAnswer() throws IOException {
        server.close();
        Files.createFile(socket);

        assertThat(client("words")).isEqualTo(3);
    }

    @Test
    void tellsThatAPathIsTooLongForASocket() throws IOException {
        socket = folder.resolve("x".repeat(100)).resolve("shell.sock");

        assertThat(client("words")).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("NEPHOSCOPE_VAR");
    }

    @Test
    void refusesACommandThatIsTooLongToSend() throws IOException {
        assertThat(client("words", "x".repeat(70_000))).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("a command may have 65536 bytes");
    }

    @Test
    void runsTheLinesOfAScriptAndEndsWithTheLastStatus() throws IOException {
        assertThat(script("words 1\n\n# a comment\nboom\nwords 2\n")).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("<1>\n<2>\n");
        assertThat(script("words 1\nboom\n")).isEqualTo(1);
        assertThat(script("boom\nexit\nwords 3")).isEqualTo(1);
        assertThat(out.toString(UTF_8)).doesNotContain("<3>");
        assertThat(script("")).isZero();
    }

    @Test
    void connectsAnewToAnAgentThatWasRestarted() throws IOException {
        try (RunningAgent agent = agent()) {
            agent.connect();
            server.close();
            server = serve();

            new Script(agent).run(new ByteArrayInputStream("words 1\n".getBytes(UTF_8)));
        }

        assertThat(out.toString(UTF_8)).isEqualTo("<1>\n");
    }

    @Test
    void asksTheAgentHowALineMayGoOn() throws IOException {
        try (RunningAgent agent = agent()) {
            assertThat(agent.complete(List.of("wo"))).containsExactly("wo-known", "wo-rds");
        }
    }

    @Test
    void completesNothingWithoutAnAgent() throws IOException {
        server.close();

        try (RunningAgent agent = agent()) {
            assertThat(agent.complete(List.of("wo"))).isEmpty();
        }
    }

    @Test
    void interruptsTheCommandThatRuns() throws Exception {
        try (RunningAgent agent = agent()) {
            Thread operator = new Thread(() -> {
                try {
                    hanging.await();
                    agent.interrupt();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            operator.start();

            int status = new Script(agent).run(new ByteArrayInputStream("hang\n".getBytes(UTF_8)));

            operator.join();
            assertThat(status).isEqualTo(130);
        }
    }

    private ShellServer serve() throws IOException {
        return ShellServer.open(socket, AgentOfATest::new);
    }

    /** Prints the words of {@code words}, breaks at {@code boom}, hangs at {@code hang}, and knows nothing else. */
    private final class AgentOfATest implements Evaluator {

        @Override
        public int run(ShellRequest request, OutputStream answer, OutputStream error)
                throws IOException, InterruptedException {
            List<String> words = words(request);
            switch (words.get(0)) {
                case "words" -> {
                    for (String word : words.subList(1, words.size())) {
                        answer.write(("<" + word + ">\n").getBytes(UTF_8));
                    }
                    return 0;
                }
                case "hang" -> {
                    hanging.countDown();
                    new CountDownLatch(1).await();
                    return 0;
                }
                case "boom" -> {
                    IllegalStateException failure = new IllegalStateException("it broke");
                    Evaluator.tell(error, request.debug() ? Evaluator.trace(failure) : Evaluator.sentence(failure));
                    return 1;
                }
                default -> {
                    Evaluator.tell(error, words.get(0) + ": unknown");
                    return 127;
                }
            }
        }

        private List<String> words(ShellRequest request) {
            try {
                return request.kind() == ShellFrame.Kind.LINE
                        ? CommandLine.split(request.words().get(0))
                        : request.words();
            } catch (CommandFailure e) {
                throw new AssertionError("tests close their quotes", e);
            }
        }

        @Override
        public List<String> complete(List<String> words) {
            return List.of("wo-known", "wo-rds");
        }

        @Override
        public void abandon() {}
    }

    private RunningAgent agent() {
        return new RunningAgent(socket, false, out, err);
    }

    private int client(String... words) throws IOException {
        List<String> args = new ArrayList<>(List.of(socket.toString()));
        args.addAll(List.of(words));
        return ShellClient.run(args, out, err);
    }

    private int script(String lines) throws IOException {
        try (RunningAgent agent = agent()) {
            return new Script(agent).run(new ByteArrayInputStream(lines.getBytes(UTF_8)));
        }
    }
}
