package io.nephoscope.launcher.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.TimeUnit;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ShellClientTest {

    @TempDir
    private Path folder;

    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final CommandProcessorImpl gogo = new CommandProcessorImpl(threadIo);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path socket;
    private ShellServer server;

    @BeforeEach
    void open() throws IOException {
        threadIo.start();
        add(
                "words",
                (session, words) -> words.stream().map(word -> "<" + word + ">").toList());
        add("boom", (session, words) -> {
            throw new IllegalStateException("it broke");
        });
        socket = folder.resolve("shell.sock");
        server = serve();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        gogo.stop();
        threadIo.stop();
    }

    @Test
    void runsOneCommandAndEndsWithItsStatus() throws IOException {
        assertThat(client("words", "a b", "it's", "$x", "*")).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("<a b>\n<it's>\n<$x>\n<*>\n");
        assertThat(client("boom")).isEqualTo(1);
        assertThat(client("nothing")).isEqualTo(127);
        assertThat(err.toString(UTF_8)).isEqualTo("it broke\nnothing: unknown command; help lists those there are\n");
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
        CountDownLatch hanging = new CountDownLatch(1);
        add("hang", (session, words) -> {
            hanging.countDown();
            return new CountDownLatch(1).await(10, TimeUnit.MINUTES);
        });
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
        return ShellServer.open(socket, gogo, (words, known) -> List.of("wo-known", "wo-rds"));
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

    private void add(String name, Function function) {
        gogo.addCommand("test", function, name);
    }
}
