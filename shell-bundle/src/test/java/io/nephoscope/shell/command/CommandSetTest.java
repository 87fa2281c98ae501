package io.nephoscope.shell.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nephoscope.shell.polling.FakeAgentView;
import io.nephoscope.shell.polling.PollingCommands;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandSetTest {

    private final CommandSet commands = PollingCommands.of(new FakeAgentView().withPollsters("cpu", "vcpus").agent);

    @Test
    void runsCommandsWithAndWithoutTheirScope() throws Exception {
        assertThat(run("pollsters", "cpu", "--json")).startsWith("[{\"name\":\"cpu\"");
        assertThat(run("polling:pollsters", "cpu", "--json")).isEqualTo(run("pollsters", "cpu", "--json"));
    }

    @Test
    void explainsACommandInsteadOfRunningIt() throws Exception {
        assertThat(run("poll", "--help")).startsWith("Usage: poll POLLSTER");
    }

    @Test
    void suggestsWhatIsSpelledNearlySoTheNearestFirst() {
        assertUnknown("pol", "pol: unknown command; did you mean poll, pollsters?");
        assertUnknown("tsaks", "tsaks: unknown command; did you mean tasks?");
        assertUnknown("plstrs", "plstrs: unknown command; did you mean pollsters?");
        assertUnknown("frobnicate", "frobnicate: unknown command; help lists those there are");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "felix:install",
                "scr:disable",
                "cm:getConfiguration",
                "$.context",
                "(poll)",
                "{",
                "x=1",
                "osgi.command:lb"
            })
    void hasNothingOfTheFrameworkAndItsSyntax(String typed) {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> run(typed, "file:/x.jar"))
                .satisfies(failure -> assertThat(failure.status()).isEqualTo(CommandFailure.UNKNOWN_COMMAND))
                .withMessageContaining("--shell-debug");
    }

    @Test
    void completesNamesArgumentsAndOptions() {
        assertThat(complete("poll")).containsExactly("poll", "pollsters");
        assertThat(complete("polling:poll")).containsExactly("polling:poll", "polling:pollsters");
        assertThat(complete("poll", "c")).containsExactly("cpu");
        assertThat(complete("polling:poll", "")).containsExactly("cpu", "vcpus");
        assertThat(complete("poll", "cpu", "--r")).containsExactly("--resource");
        assertThat(complete("scr:list", "")).isEmpty();
    }

    private void assertUnknown(String typed, String sentence) {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> run(typed))
                .withMessage(sentence);
    }

    private String run(String... words) throws CommandFailure, InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        commands.run(List.of(words), out, 80);
        return out.toString(UTF_8);
    }

    private List<String> complete(String... words) {
        return commands.complete(List.of(words));
    }
}
