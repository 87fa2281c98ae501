package io.nephoscope.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.health.HealthReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFilesTest {

    @TempDir
    Path etc;

    @Test
    void namesFilesThatTheAgentMayNotRead() throws IOException {
        Files.createFile(etc.resolve("secret.cfg"));
        Files.createFile(etc.resolve("open.cfg"));
        Files.createFile(etc.resolve("secret.txt"));

        ConfigurationFiles files = new ConfigurationFiles(
                etc, file -> !file.getFileName().toString().startsWith("secret"));

        assertThat(files.health())
                .extracting(HealthReport::subject)
                .containsExactly(etc.resolve("secret.cfg").toString());
    }

    @Test
    void namesTheFolderIfItCannotBeListed() {
        ConfigurationFiles files = new ConfigurationFiles(etc.resolve("gone"), Files::isReadable);

        assertThat(files.health())
                .extracting(HealthReport::subject)
                .containsExactly(etc.resolve("gone").toString());
    }
}
