package io.nephoscope.faults.scene;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nephoscope.benchmarks.Command;
import io.nephoscope.benchmarks.measure.Processes;
import io.nephoscope.benchmarks.peers.Installation;
import io.nephoscope.benchmarks.peers.PeerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Our agent, as operators unpack it. */
public final class NephoscopeAgent implements Subject {

    /** As in the table. */
    public static final String NAME = "nephoscope";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Kinds of gaps of slots that may have had an answer, and leave no samples all the same. */
    private static final Set<String> BEGUN = Set.of("ABANDONED", "CANCELLED", "STORE_FULL");

    private final Installation installation;
    private final Path state;
    private final Map<String, String> extras = new LinkedHashMap<>();
    private @Nullable PeerProcess process;

    /**
     * Not started yet.
     *
     * @param installation where its configuration is
     * @param state its var/ folder
     */
    public NephoscopeAgent(Installation installation, Path state) {
        this.installation = installation;
        this.state = state;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Its configuration, plugins and definitions. */
    public Installation installation() {
        return installation;
    }

    /** Where plugins are deployed. */
    public Path deploy() {
        return installation.folder().resolve("deploy");
    }

    /** Sets or takes back a variable of its environment, from the next start on. */
    public void environment(String name, @Nullable String value) {
        if (value == null) {
            extras.remove(name);
        } else {
            extras.put(name, value);
        }
    }

    @Override
    public void start() throws IOException {
        process = PeerProcess.start(
                installation.folder(),
                environment(),
                List.of(script(), "run", "--polling-namespaces", "central", "compute"));
    }

    @Override
    public void stop() {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    @Override
    public void kill() throws InterruptedException {
        if (process != null) {
            process.process().destroyForcibly().waitFor();
            stop();
        }
    }

    @Override
    public List<Long> processes() {
        return process == null || !process.process().isAlive() ? List.of() : Processes.family(process.pid());
    }

    /** Whether a pollster was due at least once, by name. */
    public boolean knows(String name) {
        for (JsonNode pollster : shell("pollsters")) {
            if (pollster.path("name").asText().equals(name)) {
                return pollster.path("slots").path("due").asLong() > 0;
            }
        }
        return false;
    }

    @Override
    public ToldGaps gaps() {
        long all = 0;
        long begun = 0;
        for (JsonNode series : shell("completeness").path("series")) {
            if (series.path("pollster").asText().startsWith("oracle.")) {
                for (Map.Entry<String, JsonNode> kind :
                        series.path("slots").path("gaps").properties()) {
                    all += kind.getValue().asLong();
                    begun += BEGUN.contains(kind.getKey()) ? kind.getValue().asLong() : 0;
                }
            }
        }
        return new ToldGaps(all, begun);
    }

    @Override
    public boolean isBalanced() {
        return shell("completeness").path("closes").asBoolean(false);
    }

    @Override
    public boolean isDrained() {
        JsonNode publishers = shell("publishers");
        for (JsonNode publisher : publishers) {
            if (publisher.path("queued").asLong() + publisher.path("inFlight").asLong() > 0) {
                return false;
            }
        }
        return !publishers.isEmpty();
    }

    /**
     * Whether a command of its shell says something in JSON.
     *
     * @param command which may say by its exit status, too, that all is not well
     */
    public boolean says(String command, String words) {
        try {
            return Command.run(
                            environment(), List.of("sh", "-c", "\"$0\" shell \"$1\" --json || true", script(), command))
                    .contains(words);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Has its shell do something, and returns what that printed. */
    public String tell(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script(), "shell"));
        command.addAll(List.of(words));
        return Command.run(environment(), command);
    }

    private JsonNode shell(String command) {
        try {
            return JSON.readTree(Command.run(environment(), List.of(script(), "shell", command, "--json")));
        } catch (IOException e) {
            return JSON.createArrayNode(); // it does not run, or does not answer
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return JSON.createArrayNode();
        }
    }

    @Override
    public Path store() {
        return state.resolve("journal");
    }

    @Override
    public String lastWords() throws IOException {
        Path log = state.resolve("log/nephoscope.log");
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    private Map<String, String> environment() {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "NEPHOSCOPE_ETC", installation.folder().resolve("etc").toString(),
                "NEPHOSCOPE_VAR", state.toString(),
                "NEPHOSCOPE_DEPLOY", deploy().toString()));
        all.putAll(extras);
        return all;
    }

    private String script() {
        return installation.home().resolve("bin/nephoscope").toString();
    }

    @Override
    public void close() {
        stop();
    }
}
