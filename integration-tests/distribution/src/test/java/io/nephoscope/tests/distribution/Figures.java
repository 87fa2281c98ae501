package io.nephoscope.tests.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;

/** What the tests measured: printed, and kept in target/figures.txt. */
final class Figures {

    private static final Path FILE = Agent.ROOT.resolve("target/figures.txt");

    private Figures() {}

    static void record(String what, Duration took) throws IOException {
        record(what, String.format(Locale.ROOT, "%.2f s", took.toMillis() / 1000.0));
    }

    static void record(String what, String figure) throws IOException {
        String line = String.format("JDK %d: %s: %s%n", Runtime.version().feature(), what, figure);
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        System.out.print("  measured on " + line);
    }
}
