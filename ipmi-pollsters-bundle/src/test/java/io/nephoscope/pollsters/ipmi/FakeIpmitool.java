package io.nephoscope.pollsters.ipmi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A program in the place of ipmitool. It notes how it was called, and does what a test says. */
final class FakeIpmitool {

    private final Path program;
    private final Path calls;

    FakeIpmitool(Path folder) throws IOException {
        program = folder.resolve("ipmitool");
        calls = folder.resolve("calls");
        Files.createFile(calls);
    }

    /** From now on it runs these commands of a shell. */
    FakeIpmitool doing(String commands) throws IOException {
        Files.writeString(program, "#!/bin/sh\necho \"$@\" >> '%s'\n%s\n".formatted(calls, commands));
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made executable");
        }
        return this;
    }

    /** From now on it lists sensors. */
    FakeIpmitool listing(String... paragraphs) throws IOException {
        return doing("cat <<'END'\n" + String.join("\n", paragraphs) + "END");
    }

    static String paragraph(String name, String type, String reading) {
        return """
                Sensor ID              : %s
                 Sensor Type (Threshold)  : %s
                 Sensor Reading        : %s
                """.formatted(name, type, reading);
    }

    void remove() throws IOException {
        Files.delete(program);
    }

    List<String> calls() throws IOException {
        return Files.readAllLines(calls);
    }

    Path program() {
        return program;
    }

    /** A configuration that names it, and other keys with their values. */
    Map<String, Object> properties(String... keysAndValues) {
        Map<String, Object> properties = new HashMap<>(Map.of("program", program.toString()));
        for (int at = 0; at < keysAndValues.length; at += 2) {
            properties.put(keysAndValues[at], keysAndValues[at + 1]);
        }
        return properties;
    }
}
