package io.nephoscope.support.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.nephoscope.support.process.ProcessOutcome.Cause;
import io.nephoscope.support.process.ProcessOutcome.Exited;
import io.nephoscope.support.process.ProcessOutcome.NotStarted;
import io.nephoscope.support.process.ProcessOutcome.OutputTooLarge;
import io.nephoscope.support.process.ProcessOutcome.TimedOut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProgramRunnerTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    /** How much later than its deadline a run may end on a machine that has much to do. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    /** Names every process of a test, as an argument that none of them heeds. */
    private final String tag = "tag-" + UUID.randomUUID();

    private final ProgramRunner runner = new ProgramRunner();

    @TempDir
    private Path folder;

    @AfterEach
    void nothingIsLeft() {
        List<ProcessHandle> left = tagged().toList();
        left.forEach(ProcessHandle::destroyForcibly);

        assertThat(left).isEmpty();
    }

    private Stream<ProcessHandle> tagged() {
        return ProcessHandle.allProcesses().filter(process -> {
            try {
                Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
                return Files.readString(commandLine, StandardCharsets.ISO_8859_1)
                        .contains(tag);
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** A shell whose children, however deep, show the tag too: they run the same file with it. */
    private Command script(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("script"), text);
        return Command.of(List.of("/bin/sh", file.toString(), tag)).within(SHORT);
    }

    private Exited exits(Command command) throws InterruptedException {
        return (Exited) runner.run(command);
    }

    @Test
    void givesExitCodeAndBothOutputs() throws InterruptedException {
        Exited exited = exits(Command.shell("echo out; echo err >&2; exit 3"));

        assertThat(exited.exitCode()).isEqualTo(3);
        assertThat(exited.output().text()).isEqualTo("out\n");
        assertThat(exited.errors().text()).isEqualTo("err\n");
    }

    @Test
    void mergesErrorsInTheirOrder() throws InterruptedException {
        Exited exited =
                exits(Command.shell("echo one; echo two >&2; echo three").mergingErrors());

        assertThat(exited.output().text()).isEqualTo("one\ntwo\nthree\n");
        assertThat(exited.errors().size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void waitsForNoOtherRun(boolean merged) throws Exception {
        Command waiting = script("touch $0.begun; until [ -e $0.end ]; do sleep 0.01; done")
                .within(SLACK.multipliedBy(4));
        FutureTask<ProcessOutcome> other =
                new FutureTask<>(() -> runner.run(merged ? waiting.mergingErrors() : waiting));
        new Thread(other).start();
        await().atMost(SLACK).until(() -> Files.exists(folder.resolve("script.begun")));

        Command brief = Command.shell("exit 0");
        exits(merged ? brief.mergingErrors() : brief);

        assertThat(other.isDone()).isFalse();
        Files.createFile(folder.resolve("script.end"));
        assertThat(other.get()).isInstanceOf(Exited.class);
    }

    @Test
    void passesWordsOnAsTheyAre() throws InterruptedException {
        Exited exited = exits(Command.of(List.of("printf", "%s|", "a b", "$HOME", "'", "*", "")));

        assertThat(exited.output().text()).isEqualTo("a b|$HOME|'|*||");
    }

    @Test
    void givesBytesThatAreNoText() throws InterruptedException {
        Exited exited = exits(Command.shell("printf '\\000\\377'"));

        assertThat(exited.output().bytes()).containsExactly(0, 0xff);
        assertThat(exited.output().text(StandardCharsets.ISO_8859_1)).isEqualTo("\0\u00ff");
    }

    @Test
    void givesAnEmptyInputAndNoTerminal() throws InterruptedException {
        Exited exited = exits(Command.shell("cat; (: < /dev/tty) 2> /dev/null || echo none"));

        assertThat(exited.output().text()).isEqualTo("none\n");
    }

    @Test
    void addsToTheEnvironment() throws InterruptedException {
        Exited exited =
                exits(Command.shell("echo $LC_ALL $SECRET").inPlainLanguage().with("SECRET", "s"));

        assertThat(exited.output().text()).isEqualTo("C s\n");
    }

    @Test
    void tellsASignalThatEndedIt() throws InterruptedException {
        assertThat(exits(Command.shell("kill -9 $$")).exitCode()).isEqualTo(128 + 9);
    }

    @Test
    void readsOutputsOfAnyLength() throws InterruptedException {
        Exited exited = exits(Command.shell("head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2")
                .saying(6_000_000));

        assertThat(exited.output().size()).isEqualTo(3_000_000);
        assertThat(exited.errors().size()).isEqualTo(3_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"head -c 101 /dev/zero", "head -c 51 /dev/zero; head -c 50 /dev/zero >&2", "yes", "yes >&2"})
    void endsWhatSaysTooMuch(String text) throws InterruptedException {
        assertThat(runner.run(Command.shell(text).saying(100))).isEqualTo(new OutputTooLarge(List.of()));
    }

    @Test
    void allowsExactlyTheBound() throws InterruptedException {
        assertThat(exits(Command.shell("printf 123; printf 45 >&2").saying(5)).exitCode())
                .isZero();
        assertThat(exits(Command.of(List.of("true")).saying(0)).exitCode()).isZero();
    }

    /** Whether the program ends before there is too much depends on who is faster; no flood outlives either. */
    @Test
    void endsAFloodOfAChildThatWasLeftBehind() throws Exception {
        ProcessOutcome outcome = runner.run(script("yes $1 & sleep 0.2").within(SLACK));

        assertThat(outcome).isInstanceOfAny(OutputTooLarge.class, Exited.class);
        await().atMost(SLACK).until(() -> tagged().findAny().isEmpty());
    }

    @Test
    void readsNothingThatIsSaidAfterTheProgramsEnd() throws Exception {
        Exited exited = exits(script("(sleep 0.5; exec yes $1) & echo done").within(SLACK));

        assertThat(exited.output().text()).isEqualTo("done\n");
        await().atMost(SLACK).until(() -> tagged().findAny().isEmpty());
    }

    @Test
    void doesNotWaitForAChildThatHoldsTheOutputOpen() throws Exception {
        Exited exited = exits(Command.shell("sleep 30 & echo $!; exit 4").within(Duration.ofSeconds(20)));

        long child = Long.parseLong(exited.output().text().strip());
        assertThat(exited.exitCode()).isEqualTo(4);
        assertThat(ProcessHandle.of(child).orElseThrow().destroyForcibly()).isTrue();
    }

    @Test
    void keepsWhatWasSaidUntilTheDeadline() throws Exception {
        TimedOut outcome = (TimedOut) runner.run(script("echo begun; echo oh >&2; sleep 600"));

        assertThat(outcome.output().text()).isEqualTo("begun\n");
        assertThat(outcome.errors().text()).isEqualTo("oh\n");
        assertThat(outcome.survivors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tail -f -- /dev/null $1",
                "trap '' TERM INT HUP; while :; do tail -f -- /dev/null $1; done",
                "tail -f -- /dev/null $1 & tail -f -- /dev/null $1 & wait",
                "(exec tail -f -- /dev/null $1 > /dev/null 2>&1) & wait",
                "setsid tail -f -- /dev/null $1 & wait",
                "env -i setsid tail -f -- /dev/null $1 & wait",
                "env -i tail -f -- /dev/null $1 & sleep 600",
                "(setsid sh -c \"(tail -f -- /dev/null $1 &)\" &) ; sleep 600",
                "(env -i sh -c \"(tail -f -- /dev/null $1 &)\" &) ; sleep 600",
                "while :; do echo; done",
            })
    void endsTheWholeTreeAtTheDeadline(String text) throws Exception {
        Command command = script(text).saying(1 << 30);
        long start = System.nanoTime();

        ProcessOutcome outcome = runner.run(command);

        assertThat(outcome).isInstanceOf(TimedOut.class);
        assertThat(((TimedOut) outcome).survivors()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, SHORT.plus(SLACK));
        assertThat(tagged()).isEmpty();
    }

    @Test
    void endsDozensOfProcessesThatStartOthersMeanwhile() throws Exception {
        String breeds = "if [ -z \"$2\" ]; then for i in 1 2 3 4 5 6; do sh $0 $1 $i & done; wait; fi;"
                + "if [ ${#2} -lt 2 ]; then for i in 1 2 3 4 5 6; do sh $0 $1 $2$i & done; fi;"
                + "while :; do sleep 0.05; (sleep 0.01) & done";

        TimedOut outcome = (TimedOut) runner.run(script(breeds).within(Duration.ofSeconds(2)));

        assertThat(outcome.survivors().size()).isZero();
        assertThat(tagged().count()).isZero();
    }

    @Test
    void endsAProcessThatGoesOnInEverNewOnes() throws Exception {
        TimedOut outcome = (TimedOut) runner.run(script("hop() { (sleep 0.005; hop) & }; hop; sleep 600"));

        assertThat(outcome.survivors()).isEmpty();
        assertThat(tagged()).isEmpty();
    }

    @Test
    void leavesNoZombie() throws Exception {
        runner.run(script("sleep 600 & sleep 600"));
        runner.run(Command.shell("exit 0"));

        await().atMost(SLACK).until(() -> ProcessHandle.current().children().noneMatch(ProgramRunnerTest::isZombie));
    }

    private static boolean isZombie(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"))
                    .contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void endsTheTreeWhenTheThreadIsInterrupted() throws Exception {
        Command command =
                script("touch $0.begun; tail -f -- /dev/null $1 & sleep 600").within(Duration.ofHours(1));
        FutureTask<ProcessOutcome> task = new FutureTask<>(() -> runner.run(command));
        Thread thread = new Thread(task);
        thread.start();
        await().atMost(SLACK).until(() -> Files.exists(folder.resolve("script.begun")));

        thread.interrupt();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(task::get)
                .withCauseInstanceOf(InterruptedException.class);
        assertThat(tagged()).isEmpty();
    }

    @Test
    void startsNothingOnAThreadThatIsInterrupted() throws IOException {
        Command command = script("touch $0.begun");
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> runner.run(command));
        assertThat(folder.resolve("script.begun")).doesNotExist();
    }

    @Test
    void tellsWhyAProgramIsNotThere() throws Exception {
        Path plain = Files.writeString(folder.resolve("plain"), "text");
        Path orphan = executable("orphan", "#!/nowhere/interpreter\n");

        assertThat(runner.run(Command.of(List.of("no-such-program-here", "secret"))))
                .isEqualTo(
                        new NotStarted(Cause.NO_SUCH_PROGRAM, "there is no program no-such-program-here on the PATH"));
        assertThat(runner.run(Command.of(List.of("/nowhere/program"))))
                .isEqualTo(new NotStarted(Cause.NO_SUCH_PROGRAM, "there is no file /nowhere/program"));
        assertThat(runner.run(Command.of(List.of(orphan.toString()))))
                .isEqualTo(new NotStarted(Cause.NO_SUCH_PROGRAM, "it could not be started: No such file or directory"));
        assertThat(runner.run(Command.of(List.of(plain.toString()))))
                .isEqualTo(new NotStarted(Cause.NOT_ALLOWED, plain + " must not be executed by the agent's user"));
        assertThat(runner.run(Command.of(List.of(folder.toString()))))
                .isEqualTo(new NotStarted(Cause.NOT_ALLOWED, folder + " is a folder"));
        assertThat(runner.run(Command.of(List.of("a\0b"))))
                .isInstanceOfSatisfying(
                        NotStarted.class, refused -> assertThat(refused.cause()).isEqualTo(Cause.NO_SUCH_PROGRAM));
    }

    @Test
    void tellsArgumentsThatAreTooLong() throws InterruptedException {
        NotStarted refused = (NotStarted) runner.run(Command.of(List.of("echo", "x".repeat(1 << 18))));

        assertThat(refused.cause()).isEqualTo(Cause.OTHER);
        assertThat(refused.message()).isEqualTo("echo could not be started: Argument list too long");
    }

    @Test
    void tellsAShellsOwnFailureAsTheProgramsEnd() throws InterruptedException {
        assertThat(exits(Command.shell("no-such-program-here")).exitCode()).isEqualTo(127);
        assertThat(exits(Command.shell("echo 'setsid: x' >&2; exit 127")).exitCode())
                .isEqualTo(127);
    }

    @Test
    void startsACommandNotAgainWhileAnEarlierRunOfItCannotBeEnded() throws Exception {
        ProgramRunner powerless = new ProgramRunner(new Signals() {

            @Override
            void kill(ProcessHandle process) {}

            @Override
            void signalGroup(String signal, long group, long deadline) {}
        });
        Command hanging = script("exec sleep 8");
        TimedOut hung = (TimedOut) powerless.run(hanging);

        NotStarted refused = (NotStarted) powerless.run(hanging);

        assertThat(hung.survivors()).hasSize(1);
        assertThat(refused)
                .isEqualTo(new NotStarted(
                        Cause.EARLIER_RUN_HANGS,
                        "what was started earlier cannot be ended, process "
                                + hung.survivors().get(0)));
        assertThat(powerless.run(Command.shell("echo"))).as("another").isInstanceOf(Exited.class);
        script("exit 0");
        await().atMost(SLACK.multipliedBy(2)).until(() -> powerless.run(hanging) instanceof Exited);
    }

    private Path executable(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    void showsNoSecrets() throws InterruptedException {
        Command command = Command.of(List.of("echo", "secret")).with("KEY", "secret");

        assertThat(command).hasToString("echo with 1 arguments");
        assertThat(runner.run(command).toString()).doesNotContain("secret");
    }

    @Test
    void refusesCommandsWithoutMeaning() {
        Command valid = Command.of(List.of("echo"));

        assertThatIllegalArgumentException().isThrownBy(() -> Command.of(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Command.of(List.of("")));
        assertThatIllegalArgumentException().isThrownBy(() -> valid.within(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> valid.saying(-1));
        assertThat(valid.environment()).isEqualTo(Map.of());
    }
}
