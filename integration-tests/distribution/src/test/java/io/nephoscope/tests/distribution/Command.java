package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs commands to their end. */
final class Command {

    private static final Duration LIMIT = Duration.ofMinutes(4);

    /**
     * What a command answered.
     *
     * @param output what it printed, errors included
     */
    record Answer(int status, String output, Duration took) {

        /** What it printed, if it went well. */
        String text() {
            assertThat(status).as(output).isZero();
            return output.strip();
        }
    }

    private Command() {}

    static Answer run(Map<String, String> environment, List<String> words) throws IOException, InterruptedException {
        Path output = Files.createTempFile("command", ".out");
        long start = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            String text = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended).as("%s ended; it printed: %s", words, text).isTrue();
            return new Answer(process.exitValue(), text, Duration.ofNanos(System.nanoTime() - start));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
