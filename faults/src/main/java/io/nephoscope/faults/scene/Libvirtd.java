package io.nephoscope.faults.scene;

import io.nephoscope.benchmarks.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A libvirtd of our own with a few guests that do nothing, by the testbed's scripts. The guests outlive it until it is closed. */
public final class Libvirtd implements AutoCloseable {

    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/sbin/libvirtd"), Path.of("/usr/bin/virsh"), Path.of("/usr/bin/qemu-system-x86_64"));
    private static final String GUESTS = "3";

    private final Path root;
    private final Path state;

    private Libvirtd(Path root, Path state) {
        this.root = root;
        this.state = state;
    }

    /** Why there can be none here; empty if there can. */
    public static String refusal() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return "libvirtd takes root";
        }
        return PROGRAMS.stream()
                .filter(program -> !Files.isExecutable(program))
                .map(program -> program + " is not installed")
                .findFirst()
                .orElse("");
    }

    /** Starts it and its guests. */
    public static Libvirtd withGuests(Setting setting) throws IOException, InterruptedException {
        Libvirtd libvirtd = new Libvirtd(
                setting.root(), setting.folder().resolve("hypervisor").toAbsolutePath());
        try {
            libvirtd.start();
            libvirtd.call("guests", "up", GUESTS, "--halted");
            return libvirtd;
        } catch (IOException e) {
            libvirtd.close();
            throw e;
        }
    }

    /** Starts it, also after it was killed, and returns when it answers. */
    public void start() throws IOException, InterruptedException {
        call("libvirt", "start");
    }

    /** Ends it as a crash would. */
    public void kill() throws IOException, InterruptedException {
        call("libvirt", "kill");
    }

    /** Has it hang. */
    public void pause() throws IOException, InterruptedException {
        call("libvirt", "pause");
    }

    /** Has it go on. */
    public void resume() throws IOException, InterruptedException {
        call("libvirt", "resume");
    }

    /** Where those find it who only read. */
    public String uri() throws IOException, InterruptedException {
        return call("libvirt", "uri", "ro");
    }

    private String call(String script, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(root.resolve("testbed").resolve(script).toString());
        command.addAll(List.of(words));
        return Command.run(Map.of("NEPHOSCOPE_TESTBED_STATE", state.toString()), command);
    }

    @Override
    public void close() throws IOException {
        try {
            call("libvirt", "stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
