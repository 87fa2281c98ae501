package io.nephoscope.tests.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The samples that an agent prints, read as far as they are written: each line is read once. */
final class Printed {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Predicate<String> wanted;
    private final List<JsonNode> samples = new ArrayList<>();
    private long read;

    /** @param wanted the lines that are kept: others may be millions */
    Printed(Path file, Predicate<String> wanted) {
        this.file = file;
        this.wanted = wanted;
    }

    /** Those printed so far. */
    synchronized List<JsonNode> samples() throws IOException {
        try (InputStream rest = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            rest.skipNBytes(read);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = rest.read(); next >= 0; next = rest.read()) {
                if (next == '\n') {
                    take(line.toString(StandardCharsets.UTF_8));
                    read += line.size() + 1;
                    line.reset();
                } else {
                    line.write(next);
                }
            }
        }
        return List.copyOf(samples);
    }

    private void take(String line) throws IOException {
        if (line.startsWith("{") && wanted.test(line)) {
            samples.add(JSON.readTree(line));
        }
    }
}
