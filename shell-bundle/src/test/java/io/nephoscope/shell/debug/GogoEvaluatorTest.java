package io.nephoscope.shell.debug;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.shell.command.CommandSet;
import io.nephoscope.shell.command.FakeCommand;
import io.nephoscope.shell.protocol.ShellFrame.Kind;
import io.nephoscope.shell.protocol.ShellRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GogoEvaluatorTest {

    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CommandSet commands = FakeCommand.set(
            new FakeCommand(
                    "echo", call -> call.out().print(call.arguments().word().orElse("nothing"))),
            new FakeCommand("boom", call -> {
                throw new IllegalStateException("it broke");
            }),
            new FakeCommand("hang", call -> {
                hanging.countDown();
                new CountDownLatch(1).await();
            }));
    private final Gogo gogo = new Gogo(commands);
    private final GogoEvaluator evaluator = new GogoEvaluator(gogo.processor, commands);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        gogo.close();
    }

    @Test
    void passesWordsOnAsTheyAre() throws IOException {
        Random random = new Random(7);
        int[] letters = "ab1 '\"\\$%{}()[]<>|&;#~*?!=`/.,:+\n\tä😀".codePoints().toArray();
        for (int run = 0; run < 200; run++) {
            String word = "x"
                    + random.ints(random.nextInt(12), 0, letters.length)
                            .map(i -> letters[i])
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
            out.reset();

            assertThat(run(Kind.WORDS, "echo", word)).isZero();
            assertThat(out.toString(UTF_8)).isEqualTo(word);
        }
    }

    @Test
    void keepsVariablesAndExpandsNoFileNames() throws IOException {
        run(Kind.LINE, "name = cpu");
        run(Kind.LINE, "echo $name");
        run(Kind.LINE, "echo src/*");

        assertThat(out.toString(UTF_8)).isEqualTo("cpu\ncpusrc/*");
    }

    @Test
    void printsResultsAndOutputOfCommandsOfTheFramework() throws IOException {
        gogo.processor.addCommand("foreign", this, "greeting");
        gogo.processor.addCommand("foreign", this, "shout");

        run(Kind.WORDS, "foreign:greeting");
        run(Kind.WORDS, "shout");

        assertThat(out.toString(UTF_8)).isEqualTo("hello\nHELLO\n");
        assertThat(evaluator.complete(List.of("foreign:g"))).containsExactly("foreign:greeting");
    }

    public String greeting() {
        return "hello";
    }

    public void shout() {
        System.out.println("HELLO");
    }

    @Test
    void tellsWhatFailed() throws IOException {
        assertThat(run(Kind.LINE, "boom")).isEqualTo(1);
        assertThat(run(Kind.LINE, "nothing")).isEqualTo(127);

        assertThat(err.toString(UTF_8))
                .isEqualTo("it broke\nnothing: unknown command; help lists those of the agent, and Tab all\n");
    }

    @Test
    void endsACommandThatIsAbandonedAndRunsTheNextInASessionOfItsOwn() throws Exception {
        Thread runner = new Thread(() -> {
            try {
                run(Kind.WORDS, "hang");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        runner.start();
        assertThat(hanging.await(10, TimeUnit.SECONDS)).isTrue();

        evaluator.abandon();
        runner.join(TimeUnit.SECONDS.toMillis(10));

        assertThat(runner.isAlive()).isFalse();
        assertThat(run(Kind.WORDS, "echo", "x")).isZero();
    }

    private int run(Kind kind, String... words) throws IOException {
        return evaluator.run(new ShellRequest(kind, 80, false, Arrays.asList(words)), out, err);
    }
}
