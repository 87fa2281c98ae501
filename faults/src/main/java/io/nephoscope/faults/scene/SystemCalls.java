package io.nephoscope.faults.scene;

import io.nephoscope.benchmarks.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the kernel answers to the agent when it writes to its journal and forces it, as a broken disk would have it:
 * {@code strace} stands between the two. Of all that the agent writes only the journal, its cursors and the signs of life
 * are written at positions or forced: log and configuration are as they were. The agent goes on when it is closed.
 */
public final class SystemCalls implements AutoCloseable {

    /** Writes at a position, and forces of a file's data, of a whole file and of a folder. */
    private static final String CALLS = "pwrite64,fdatasync,fsync";

    /** How each line of a call ends that was changed. */
    private static final String FAILED = "(INJECTED)";

    private static final String DELAYED = "(DELAYED)";

    private static final int PATIENCE_SECONDS = 10;

    private final Process tracer;
    private final Path calls;

    private SystemCalls(Process tracer, Path calls) {
        this.tracer = tracer;
        this.calls = calls;
    }

    /** Why calls cannot be changed here; empty if they can. */
    public static String refusal() {
        try {
            Command.run(Map.of(), List.of("strace", "-o", "/dev/null", "true"));
            return "";
        } catch (IOException e) {
            return "strace is not installed, or may not trace";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /** Lets each fail, as if the disk could not be written. */
    public static SystemCalls failing(Scene scene) throws Exception {
        return change(scene, "error=EIO");
    }

    /** Lets each take so much longer. */
    public static SystemCalls lasting(Scene scene, Duration time) throws Exception {
        return change(scene, "delay_exit=" + TimeUnit.NANOSECONDS.toMicros(time.toNanos()));
    }

    private static SystemCalls change(Scene scene, String how) throws Exception {
        long process = scene.subject().processes().get(0);
        Path calls = scene.setting().folder().resolve("system-calls");
        ProcessBuilder builder = new ProcessBuilder(
                "strace",
                "--follow-forks",
                "--quiet=all",
                "--output=" + calls,
                "--trace=" + CALLS,
                "--inject=" + CALLS + ":" + how,
                "--attach=" + process);
        Process tracer = builder.redirectErrorStream(true)
                .redirectOutput(calls.resolveSibling("strace.log").toFile())
                .start();
        SystemCalls changed = new SystemCalls(tracer, calls);
        try {
            scene.await("no call of the journal was changed", changed::haveBeenChanged);
            return changed;
        } catch (Exception e) {
            changed.close();
            throw e;
        }
    }

    private boolean haveBeenChanged() {
        try (Stream<String> lines = Files.lines(calls)) {
            return lines.anyMatch(line -> line.endsWith(FAILED) || line.endsWith(DELAYED));
        } catch (IOException | UncheckedIOException e) {
            return false; // there is none yet
        }
    }

    /** From now on the kernel answers. */
    @Override
    public void close() throws IOException {
        tracer.destroy();
        try {
            if (!tracer.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                tracer.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            tracer.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
