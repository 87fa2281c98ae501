package io.nephoscope.benchmarks;

import io.nephoscope.benchmarks.peers.PeerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A stand-in for the daemon, which answers at once. What it costs is nobody's business. */
public final class SimulatedHost implements Host {

    private static final String PROGRAM = "io.nephoscope.testkit.libvirt.FakeLibvirtdMain";

    private final Path socket;
    private final PeerProcess process;

    private SimulatedHost(Path socket, PeerProcess process) {
        this.socket = socket;
        this.process = process;
    }

    /** Starts one with so many guests; returns when it answers. */
    public static SimulatedHost start(Path state, int guests) throws IOException {
        SimulatedDisks.make(guests);
        Path socket = state.resolve("simulated.sock");
        PeerProcess process = PeerProcess.startDialog(
                state.resolve("simulated"),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PROGRAM,
                        "--socket",
                        socket.toString(),
                        "--guests",
                        Integer.toString(guests)));
        String answer = new BufferedReader(
                        new InputStreamReader(process.process().getInputStream(), StandardCharsets.UTF_8))
                .readLine();
        if (answer == null || !answer.startsWith("ready")) {
            process.process().onExit().join();
            process.check();
            throw new IOException("the stand-in for libvirtd said " + answer);
        }
        return new SimulatedHost(socket, process);
    }

    @Override
    public Path socket() {
        return socket;
    }

    @Override
    public List<Long> daemon() {
        return List.of();
    }

    @Override
    public List<Long> guests() {
        return List.of();
    }

    @Override
    public void close() {
        process.close();
    }
}
