package io.nephoscope.benchmarks.cost;

import io.nephoscope.testkit.libvirt.FakeLibvirtdMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A daemon with simulated guests, in a process of its own, so that its work is not taken for the agent's.
 *
 * @param process empty for a daemon that is not ours
 */
record FakeLibvirt(String uri, Optional<Process> process) implements AutoCloseable {

    private static final String READY = "ready ";
    private static final long SECONDS_TO_STOP = 5;

    /** Starts one, unless the options name another. */
    static FakeLibvirt of(Options options, int guests) throws IOException {
        if (options.uri().isPresent()) {
            return new FakeLibvirt(options.uri().get(), Optional.empty());
        }
        Path socket = Files.createTempDirectory("nephoscope-cost").resolve("sock");
        Process process = new ProcessBuilder(List.of(
                        options.java().toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeLibvirtdMain.class.getName(),
                        "--socket",
                        socket.toString(),
                        "--guests",
                        String.valueOf(guests)))
                .redirectError(Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        if (line == null || !line.startsWith(READY)) {
            process.destroy();
            throw new IOException("the stand-in for libvirtd did not start: " + line);
        }
        return new FakeLibvirt(line.substring(READY.length()), Optional.of(process));
    }

    @Override
    public void close() {
        process.ifPresent(FakeLibvirt::stop);
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
