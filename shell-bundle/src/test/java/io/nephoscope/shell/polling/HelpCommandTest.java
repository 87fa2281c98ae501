package io.nephoscope.shell.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.text.Words;
import org.junit.jupiter.api.Test;

class HelpCommandTest {

    private final FakeAgentView agent = new FakeAgentView();

    @Test
    void listsEveryCommandInFull() {
        Typed typed = Typed.into(agent, "help");

        for (ShellCommand command : PollingCommands.of(agent.agent).all()) {
            assertThat(typed.out())
                    .contains(command.usage().label() + " ", command.usage().summary());
        }
        assertThat(typed.out().lines())
                .allSatisfy(line -> assertThat(Words.length(line)).isLessThanOrEqualTo(80));
    }

    @Test
    void explainsOneCommand() {
        assertThat(Typed.into(agent, "help", "poll").out()).isEqualTo("""
                Usage: poll POLLSTER [OPTION…]
                Poll once, now, and print the samples; publish nothing.
                  --resource URI   poll this static resource instead of what discovery finds
                  --discovery URL  poll what this discovery finds, as in polling.yaml
                  --metadata       print each sample's metadata too
                  --json           print JSON, with times in milliseconds since the epoch
                  --help           print this
                """);
    }

    @Test
    void tellsThatThereIsNoSuchCommand() {
        assertThat(Typed.into(agent, "help", "nope").sentence()).isEqualTo("help: there is no command nope");
    }
}
