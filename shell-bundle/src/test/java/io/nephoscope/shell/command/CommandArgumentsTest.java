package io.nephoscope.shell.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandArgumentsTest {

    private static final Usage USAGE = Usage.of(
            "poll", "POLLSTER", "Poll", Option.value("--resource", "URI", "which"), Option.flag("--all", "all"));

    @Test
    void sortsWordsAndOptions() throws CommandFailure {
        CommandArguments arguments = CommandArguments.of(USAGE, List.of("--resource", "a b", "cpu", "--all"));

        assertThat(arguments.word()).contains("cpu");
        assertThat(arguments.value("--resource")).contains("a b");
        assertThat(arguments.has("--all")).isTrue();
        assertThat(arguments.has("--json")).isFalse();
    }

    @Test
    void takesAValueAfterAnEqualsSign() throws CommandFailure {
        CommandArguments arguments = CommandArguments.of(USAGE, List.of("cpu", "--resource=snmp://h?a=b"));

        assertThat(arguments.value("--resource")).contains("snmp://h?a=b");
    }

    @Test
    void takesDashedWordsAfterTwoDashes() throws CommandFailure {
        assertThat(CommandArguments.of(USAGE, List.of("--", "--odd")).word()).contains("--odd");
    }

    @Test
    void asksForNothingWhenHelpIsWanted() throws CommandFailure {
        assertThat(CommandArguments.of(USAGE, List.of("-h")).has("--help")).isTrue();
    }

    @Test
    void refusesWhatDoesNotFitTheUsage() {
        assertRefused("poll: there is no option --nope; poll --help tells how to use it", "cpu", "--nope");
        assertRefused("poll: POLLSTER is missing; poll --help tells how to use it");
        assertRefused("poll: “b” is one word too many; poll --help tells how to use it", "a", "b");
        assertRefused("poll: --resource URI lacks its value; poll --help tells how to use it", "a", "--resource");
        assertRefused("poll: --all takes no value; poll --help tells how to use it", "a", "--all=1");
    }

    private static void assertRefused(String sentence, String... words) {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> CommandArguments.of(USAGE, List.of(words)))
                .satisfies(failure -> {
                    assertThat(failure.sentence()).isEqualTo(sentence);
                    assertThat(failure.status()).isEqualTo(CommandFailure.USAGE);
                });
    }
}
