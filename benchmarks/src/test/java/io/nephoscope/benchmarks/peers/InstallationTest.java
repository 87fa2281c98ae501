package io.nephoscope.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

    @Test
    void hasConfigurationOfItsOwn(@TempDir Path home, @TempDir Path folder) throws IOException {
        Files.createDirectory(home.resolve("etc"));
        Files.writeString(home.resolve("etc/io.nephoscope.core.cfg"), "#threads = 4\n");
        Installation installation = new Installation(home, folder);

        installation.unpack();
        installation.write("core", "publishers=amqp", "threads=2");
        installation.poll(Duration.ofMinutes(2), "[cpu]");

        assertThat(folder.resolve("etc/io.nephoscope.core.cfg")).hasContent("publishers=amqp\nthreads=2\n");
        assertThat(folder.resolve("etc/polling.yaml")).content().contains("interval: 120", "meters: [cpu]");
        assertThat(home.resolve("etc/io.nephoscope.core.cfg")).hasContent("#threads = 4\n");
    }

    @Test
    void pollsNothingWhileItRests(@TempDir Path home, @TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("etc"));

        new Installation(home, folder).rest();

        assertThat(folder.resolve("etc/polling.yaml")).hasContent("sources: []");
    }

    @Test
    void cannotBeRunFromAFolderThatIsNoDistribution(@TempDir Path empty) {
        assertThat(Installation.refusal(empty))
                .hasValueSatisfying(reason -> assertThat(reason).contains("bin/nephoscope"));
    }
}
