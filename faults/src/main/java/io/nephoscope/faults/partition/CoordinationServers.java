package io.nephoscope.faults.partition;

import io.nephoscope.benchmarks.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Three nodes of an engine, by the testbed's script. Nodes are counted from 1. */
final class CoordinationServers implements AutoCloseable {

    static final int NODES = 3;

    private final ServerKind kind;
    private final Path script;
    private final Map<String, String> environment;

    /**
     * Not started yet.
     *
     * @param root the project's folder
     * @param state of their files
     * @param port of the first; the others take those that follow
     */
    CoordinationServers(ServerKind kind, Path root, Path state, int port) {
        this.kind = kind;
        script = root.resolve("testbed").resolve(kind.option());
        environment = Map.of("NEPHOSCOPE_TESTBED_STATE", state.toString(), kind.portVariable(), Integer.toString(port));
    }

    ServerKind kind() {
        return kind;
    }

    /** Starts all of them with nothing stored, and returns when they agree. */
    void start() throws IOException, InterruptedException {
        run("stop");
        run("start", "--nodes", Integer.toString(NODES));
    }

    /** Starts one again, with what it has stored. */
    void start(int node) throws IOException, InterruptedException {
        run("start", Integer.toString(node));
    }

    /** Ends one as a power failure would. */
    void kill(int node) throws IOException, InterruptedException {
        run("kill", Integer.toString(node));
    }

    /** Where their clients connect to. */
    List<Integer> ports() throws IOException, InterruptedException {
        return Stream.of(run("endpoints").split(",", -1))
                .map(address -> Integer.valueOf(address.substring(address.lastIndexOf(':') + 1)))
                .toList();
    }

    /** As agents have it in their configuration. */
    String url(List<Integer> ports) {
        return kind.scheme()
                + String.join(
                        ",", ports.stream().map(port -> "127.0.0.1:" + port).toList());
    }

    private String run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(words));
        return Command.run(environment, command);
    }

    @Override
    public void close() throws IOException {
        try {
            run("stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
