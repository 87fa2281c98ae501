package io.nephoscope.shell.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class CommandLineTest {

    @Test
    void partsAtBlanks() throws CommandFailure {
        assertThat(CommandLine.split("  poll   cpu\t--json ")).containsExactly("poll", "cpu", "--json");
        assertThat(CommandLine.split("   ")).isEmpty();
    }

    @Test
    void keepsQuotedBlanksAndEscapedQuotes() throws CommandFailure {
        assertThat(CommandLine.split("poll 'a b'\"c d\" \"it's\" \\'x '' \"\\\"\""))
                .containsExactly("poll", "a bc d", "it's", "'x", "", "\"");
    }

    @Test
    void givesNoMeaningToWhatGogoWouldEvaluate() throws CommandFailure {
        assertThat(CommandLine.split("x = $.context; (poll $x) | grep {}"))
                .containsExactly("x", "=", "$.context;", "(poll", "$x)", "|", "grep", "{}");
    }

    @Test
    void refusesAQuoteThatIsNotClosed() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> CommandLine.split("poll 'a"))
                .withMessageContaining("quote");
    }
}
