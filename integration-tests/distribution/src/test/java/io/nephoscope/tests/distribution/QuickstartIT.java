package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartIT {

    @TempDir
    Path folder;

    @Test
    void pollsGuestsAndOpensAShellWithOneCommand() throws Exception {
        Path printed = folder.resolve("printed");
        String script = Agent.ROOT.resolve("quickstart").toString();
        Process quickstart = new ProcessBuilder(script)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try {
            await().atMost(Duration.ofMinutes(3))
                    .failFast("quickstart ended", () -> !quickstart.isAlive())
                    .untilAsserted(() -> assertThat(Files.readString(printed))
                            .contains("web-1", "cpu", "power.state", "quickstart shell"));
            assertThat(Command.run(Map.of(), List.of(script, "shell", "status")).text())
                    .isNotEmpty();
        } finally {
            quickstart.destroy();
        }
        assertThat(quickstart.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(quickstart.exitValue()).isZero();
    }
}
