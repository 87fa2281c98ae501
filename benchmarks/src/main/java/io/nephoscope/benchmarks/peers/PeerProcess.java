package io.nephoscope.benchmarks.peers;

import io.nephoscope.benchmarks.measure.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The process of a peer, in a session of its own. A file tells the script that started the benchmark of
 * it, in the testbed's manner, so that it ends even where the benchmark cannot end it.
 */
public final class PeerProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 10;
    private static final int START_TIME = 19;

    private final Process process;
    private final Path log;
    private final Path pidFile;
    private final Instant startedAt;

    private PeerProcess(Process process, Path log, Path pidFile, Instant startedAt) {
        this.process = process;
        this.log = log;
        this.pidFile = pidFile;
        this.startedAt = startedAt;
    }

    /** Starts a command whose output goes to a log. */
    public static PeerProcess start(Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        Path log = folder.resolve("log");
        return start(folder, builder(environment, command).redirectOutput(log.toFile()), log);
    }

    /** Starts a command that is spoken with. */
    public static PeerProcess startDialog(Path folder, List<String> command) throws IOException {
        return startDialog(folder, Map.of(), command);
    }

    static PeerProcess startDialog(Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        Files.createDirectories(folder);
        return start(
                folder,
                builder(environment, command).redirectErrorStream(false).redirectError(log(folder)),
                folder.resolve("log"));
    }

    private static ProcessBuilder.Redirect log(Path folder) {
        return ProcessBuilder.Redirect.to(folder.resolve("log").toFile());
    }

    private static ProcessBuilder builder(Map<String, String> environment, List<String> command) {
        List<String> words = new ArrayList<>(List.of("setsid"));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder;
    }

    private static PeerProcess start(Path folder, ProcessBuilder builder, Path log) throws IOException {
        Files.createDirectories(folder);
        Instant start = Instant.now();
        Process process = builder.start();
        Path pids = Files.createDirectories(folder.resolveSibling("pid"));
        Path pidFile = pids.resolve("peer-" + process.pid());
        Files.writeString(pidFile, process.pid() + " " + startTime(process.pid()) + "\n");
        return new PeerProcess(process, log, pidFile, start);
    }

    /** When the kernel started it: what tells it from a later process of the same number. */
    private static String startTime(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[START_TIME];
    }

    /** Its number. */
    public long pid() {
        return process.pid();
    }

    Instant startedAt() {
        return startedAt;
    }

    /** The process itself. */
    public Process process() {
        return process;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** Fails, with the end of its log, if it has ended. */
    public void check() throws IOException {
        if (!process.isAlive()) {
            String text = log().strip();
            throw new IOException("it ended with status " + process.exitValue() + ": "
                    + text.substring(Math.max(0, text.length() - 500)));
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> family = Processes.family(pid()).stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .toList();
        process.destroy();
        CompletableFuture<?>[] ends = family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        family.forEach(ProcessHandle::destroyForcibly);
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
