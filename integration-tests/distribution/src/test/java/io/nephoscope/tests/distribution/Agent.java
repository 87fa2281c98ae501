package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nephoscope.tests.distribution.Command.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An agent as operators run it: the distribution's script, with folders of its own. */
final class Agent implements AutoCloseable {

    static final Path ROOT = Path.of(System.getProperty("nephoscope.root"));
    static final Path HOME = ROOT.resolve("distribution/target/nephoscope");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final Printed printed;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Process process;

    private Agent(Path folder) {
        this.folder = folder;
        printed = printed(line -> true);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("NEPHOSCOPE_ETC", etc().toString());
        environment.put("NEPHOSCOPE_VAR", state().toString());
        environment.put("NEPHOSCOPE_DEPLOY", deploy().toString());
    }

    /** An agent that polls nothing yet, and prints its samples as lines of JSON. */
    static Agent in(Path folder) throws IOException {
        Agent agent = new Agent(folder);
        Files.createDirectories(agent.etc());
        Files.createDirectories(agent.deploy());
        try (Stream<Path> files = Files.list(HOME.resolve("etc"))) {
            for (Path file : files.toList()) {
                Files.copy(file, agent.etc().resolve(file.getFileName()));
            }
        }
        return agent.configure("io.nephoscope.core", "publishers=console")
                .configure("io.nephoscope.publisher.console", "format=json")
                .polling("sources: []");
    }

    Path etc() {
        return folder.resolve("etc");
    }

    /** What the agent writes: its var/ folder. */
    Path state() {
        return folder.resolve("var");
    }

    Path deploy() {
        return folder.resolve("deploy");
    }

    /** Writes one of its configuration files. */
    Agent configure(String pid, String... lines) throws IOException {
        return replace(etc().resolve(pid + ".cfg"), String.join("\n", lines) + "\n");
    }

    /** Replaces polling.yaml at once, as editors do that write beside the file and rename. */
    Agent polling(String... lines) throws IOException {
        return replace(etc().resolve("polling.yaml"), String.join("\n", lines) + "\n");
    }

    /** Has it see changes of its folders only if the kernel tells of them. */
    Agent withoutScans() {
        return javaOptions("-Dfelix.fileinstall.poll=3600000");
    }

    Agent javaOptions(String... options) {
        environment.put("JAVA_OPTS", String.join(" ", options));
        return this;
    }

    private Agent replace(Path file, String content) throws IOException {
        Path beside = Files.writeString(file.resolveSibling("." + file.getFileName() + ".swp"), content);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return this;
    }

    /** Runs it in the foreground of a process that the test holds, and waits until it is ready. */
    Agent run(String... options) throws IOException {
        launch(options);
        await().pollInterval(Duration.ofMillis(10))
                .atMost(READY_LIMIT)
                .until(() -> Files.exists(state().resolve("nephoscope.ready")) || !process.isAlive());
        assertThat(process.isAlive()).as(log()).isTrue();
        return this;
    }

    Process launch(String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of(script(), "run"));
        words.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("samples.json").toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("agent.log").toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
        return process;
    }

    /** Runs one command of its script to the end. */
    Answer command(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script()));
        command.addAll(List.of(words));
        return Command.run(environment, command);
    }

    /** Asks its shell. */
    JsonNode shell(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("shell"));
        command.addAll(List.of(words));
        command.add("--json");
        return JSON.readTree(command(command.toArray(String[]::new)).text());
    }

    /** What a command answers in JSON, also if it says by its exit status that all is not well. */
    JsonNode json(String... words) throws IOException, InterruptedException {
        return JSON.readTree(command(words).output());
    }

    /** The samples it printed so far. */
    List<JsonNode> samples() throws IOException {
        return printed.samples();
    }

    /** The same, of lines that are kept: for those who expect millions of others. */
    Printed printed(Predicate<String> wanted) {
        return new Printed(folder.resolve("samples.json"), wanted);
    }

    /** How many bytes of samples it printed so far. */
    long printed() throws IOException {
        return Files.size(folder.resolve("samples.json"));
    }

    List<JsonNode> samples(String meter) throws IOException {
        return samples().stream()
                .filter(sample -> sample.path("counter_name").asText().equals(meter))
                .toList();
    }

    /** What it logged so far. */
    String log() throws IOException {
        return Files.readString(folder.resolve("agent.log"));
    }

    long pid() {
        return process.pid();
    }

    /** Tells it to stop, and returns its exit status. */
    int terminate() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /** Waits for its end, and returns its exit status. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
            process.destroyForcibly();
        }
    }

    private static String script() {
        return HOME.resolve("bin/nephoscope").toString();
    }
}
