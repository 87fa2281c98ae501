package io.nephoscope.benchmarks.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaOptionsTest {

    @TempDir
    Path folder;

    @Test
    void readsTheAgentsOptionsOutOfTheLauncher() throws Exception {
        Path launcher = Files.writeString(folder.resolve("launcher"), """
                quick_options="-XX:+UseSerialGC -Xshare:auto"
                brief_options="-Xmx64m"
                agent_options="-Xmx160m
                    -Xss512k"
                """);

        JavaOptions shipped = JavaOptions.shipped(launcher);

        assertThat(shipped.words()).containsExactly("-XX:+UseSerialGC", "-Xshare:auto", "-Xmx160m", "-Xss512k");
        assertThat(shipped.and("other", "-Xmx1g").words()).endsWith("-Xss512k", "-Xmx1g");
    }
}
