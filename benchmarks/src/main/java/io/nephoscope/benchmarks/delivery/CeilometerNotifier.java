package io.nephoscope.benchmarks.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nephoscope.benchmarks.Testbed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ceilometer's own way from a sample to the broker: its signing, oslo.messaging's notifier, batches of 50. */
final class CeilometerNotifier {

    private final Testbed testbed;
    private final Path form;

    /** @param folder of a file that says what its samples look like */
    CeilometerNotifier(Testbed testbed, Path folder) {
        this.testbed = testbed;
        form = folder.resolve("form.json");
    }

    /** Signs and sends so many samples, after some that are not counted. */
    FloodAgent.Flooded send(QueueKind kind, int samples) throws IOException, InterruptedException {
        Files.createDirectories(form.getParent());
        new ObjectMapper()
                .writeValue(
                        form.toFile(),
                        Map.of(
                                "user_id", FloodSubjects.USER,
                                "project_id", FloodSubjects.PROJECT,
                                "metadata", FloodSubjects.metadata()));
        List<String> words = new ArrayList<>(kind.ceilometers());
        words.addAll(List.of("--samples", Integer.toString(samples), "--form", form.toString()));
        return read(samples, testbed.call("ceilometer-notifier", words.toArray(String[]::new)));
    }

    static FloodAgent.Flooded read(int samples, String answer) throws IOException {
        JsonNode told = new ObjectMapper().readTree(answer);
        return new FloodAgent.Flooded(samples, time(told, "seconds"), time(told, "cpu"));
    }

    private static Duration time(JsonNode told, String field) {
        return Duration.ofNanos(Math.round(told.path(field).asDouble() * 1e9));
    }
}
