package io.nephoscope.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs commands to their end. */
public final class Command {

    private static final int LIMIT_MINUTES = 10;

    private Command() {}

    /** Returns what a command printed; what it complains of is in the exception if it fails. */
    public static String run(Map<String, String> environment, List<String> words)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("benchmark", ".out");
        Path complaints = Files.createTempFile("benchmark", ".err");
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile())
                .redirectError(complaints.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
            if (!ended || process.exitValue() != 0) {
                throw new IOException(String.join(" ", words) + ": "
                        + Files.readString(complaints).strip());
            }
            return Files.readString(output).strip();
        } finally {
            process.destroy();
            Files.delete(output);
            Files.delete(complaints);
        }
    }
}
