package io.nephoscope.shell.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.CommandSet;
import io.nephoscope.shell.command.FakeCommand;
import io.nephoscope.shell.protocol.ShellFrame.Kind;
import io.nephoscope.shell.protocol.ShellRequest;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CommandEvaluatorTest {

    private final AtomicReference<String> word = new AtomicReference<>("");
    private final CommandSet commands = FakeCommand.set(
            new FakeCommand("word", call -> word.set(call.arguments().word().orElse(""))),
            new FakeCommand("fail", call -> {
                throw new CommandFailure(7, "it cannot be done");
            }),
            new FakeCommand("boom", call -> {
                throw new IllegalStateException("it broke");
            }),
            new FakeCommand("link", call -> {
                throw new NoClassDefFoundError("com/acme/Gone");
            }));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void passesWordsOnAsTheyAre() throws Exception {
        assertThat(run(Kind.WORDS, false, "word", "a 'b' \"c\" $x; (poll) | {} * \\ \n😀"))
                .isZero();

        assertThat(word).hasValue("a 'b' \"c\" $x; (poll) | {} * \\ \n😀");
    }

    @Test
    void partsALineIntoWords() throws Exception {
        assertThat(run(Kind.LINE, false, "word 'a b'")).isZero();
        assertThat(word).hasValue("a b");
        assertThat(run(Kind.LINE, false, "  ")).isZero();
    }

    @Test
    void endsWithTheStatusOfTheCommandAndItsSentence() throws Exception {
        assertThat(run(Kind.WORDS, false, "fail")).isEqualTo(7);
        assertThat(run(Kind.LINE, false, "word 'a")).isEqualTo(2);
        assertThat(run(Kind.WORDS, false, "zzzzzz")).isEqualTo(127);

        assertThat(err.toString(UTF_8)).isEqualTo("""
                it cannot be done
                the quote ' is not closed
                zzzzzz: unknown command; help lists those there are
                """);
    }

    @Test
    void tellsWhatBrokeAndItsStackTraceOnlyWhenDebugging() throws Exception {
        assertThat(run(Kind.WORDS, false, "boom")).isEqualTo(1);
        assertThat(run(Kind.WORDS, false, "link")).isEqualTo(1);
        assertThat(err.toString(UTF_8)).isEqualTo("it broke\ncom/acme/Gone\n");

        run(Kind.WORDS, true, "boom");
        assertThat(err.toString(UTF_8)).contains("IllegalStateException: it broke", "\tat ");
    }

    private int run(Kind kind, boolean debug, String... words) throws Exception {
        return new CommandEvaluator(commands).run(new ShellRequest(kind, 80, debug, Arrays.asList(words)), out, err);
    }
}
