package io.nephoscope.benchmarks.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nephoscope.benchmarks.peers.PeerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The test kit's simulated cloud, in a process of its own. What it costs is nobody's business. For one thread. */
final class CloudProcess implements AutoCloseable {

    private static final String PROGRAM = "io.nephoscope.testkit.openstack.simulated.FakeCloudMain";

    private final PeerProcess process;
    private final BufferedReader answers;
    private final Writer questions;
    private final String authUrl;

    /**
     * What came since the counts were cleared.
     *
     * @param underWay requests without an answer yet
     * @param first when the first request came; the epoch if none did
     * @param last when the last answer went
     */
    record Counts(long calls, long bytes, int underWay, Instant first, Instant last, String byPattern) {

        boolean haveBegun() {
            return !first.equals(Instant.EPOCH);
        }
    }

    private CloudProcess(PeerProcess process) throws IOException {
        this.process = process;
        answers = new BufferedReader(new InputStreamReader(process.process().getInputStream(), StandardCharsets.UTF_8));
        questions = new OutputStreamWriter(process.process().getOutputStream(), StandardCharsets.UTF_8);
        String ready = answer();
        if (!ready.startsWith("ready ")) {
            throw new IOException("the simulated cloud said " + ready);
        }
        authUrl = ready.substring("ready ".length());
    }

    static CloudProcess start(Path state, Scene scene) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                PROGRAM,
                "--latency",
                Integer.toString(scene.latencyMillis())));
        command.addAll(scene.load().options());
        return new CloudProcess(PeerProcess.startDialog(state.resolve("cloud"), command));
    }

    /** Keystone's address. */
    String authUrl() {
        return authUrl;
    }

    /** What came so far. */
    Counts counts() throws IOException {
        return ask("counts");
    }

    /** Lets it count anew. */
    void clear() throws IOException {
        ask("clear");
    }

    private Counts ask(String question) throws IOException {
        questions.write(question + "\n");
        questions.flush();
        JsonNode answer = new ObjectMapper().readTree(answer());
        long calls = 0;
        long bytes = 0;
        StringBuilder patterns = new StringBuilder();
        for (var pattern : answer.path("byPattern").properties()) {
            JsonNode count = pattern.getValue();
            calls += count.path("calls").asLong();
            bytes += count.path("received").asLong() + count.path("sent").asLong();
            patterns.append(patterns.isEmpty() ? "" : ", ")
                    .append(count.path("calls").asLong())
                    .append(" × ")
                    .append(pattern.getKey());
        }
        return new Counts(
                calls,
                bytes,
                answer.path("underWay").asInt(),
                Instant.ofEpochMilli(answer.path("first").asLong()),
                Instant.ofEpochMilli(answer.path("last").asLong()),
                patterns.toString());
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            process.process().onExit().join();
            process.check();
            throw new IOException("the simulated cloud says nothing more");
        }
        return line;
    }

    @Override
    public void close() {
        process.close();
    }
}
