package io.nephoscope.shell.polling;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.shell.command.CommandArguments;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.command.ShellCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What came of typing a command.
 *
 * @param out what it printed
 * @param sentence why it failed, if it told
 * @param status what it ended with
 */
record Typed(String out, String sentence, int status) {

    /** The time at which tests type. */
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    /** Types at a terminal of 80 columns. */
    static Typed into(FakeAgentView agent, String... words) {
        return into(80, agent, words);
    }

    static Typed into(int width, FakeAgentView agent, String... words) {
        ShellCommand command = PollingCommands.of(agent.agent).all().stream()
                .filter(candidate -> candidate.usage().name().equals(words[0]))
                .findFirst()
                .orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            List<String> rest = Arrays.asList(words).subList(1, words.length);
            PrintStream print = new PrintStream(out, true, UTF_8);
            command.run(new Invocation(CommandArguments.of(command.usage(), rest), print, width, NOW));
            return new Typed(out.toString(UTF_8), "", 0);
        } catch (CommandFailure e) {
            return new Typed(out.toString(UTF_8), e.sentence(), e.status());
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a test", e);
        }
    }

    static long secondsAgo(long seconds) {
        return NOW.minusSeconds(seconds).toEpochMilli();
    }

    static long inSeconds(long seconds) {
        return NOW.plusSeconds(seconds).toEpochMilli();
    }
}
