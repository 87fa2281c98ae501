package io.nephoscope.shell.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.shell.command.ShellCommand;
import io.nephoscope.shell.command.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void describesEveryCommandWithItsOptions() throws IOException {
        List<String> readme = Files.readAllLines(Path.of("README.md"));

        for (ShellCommand command :
                PollingCommands.of(new FakeAgentView().agent).all()) {
            Usage usage = command.usage();
            assertThat(readme)
                    .filteredOn(line -> line.startsWith("| `" + usage.label() + "` | " + usage.summary()))
                    .singleElement()
                    .satisfies(line ->
                            usage.options().forEach(option -> assertThat(line).contains("`" + option.name())));
        }
    }
}
