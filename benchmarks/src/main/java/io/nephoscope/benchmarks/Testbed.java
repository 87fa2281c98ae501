package io.nephoscope.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;

/** The real servers, which the scripts of the testbed start. */
public final class Testbed {

    private static final String DAEMON = "libvirtd";

    private final Path root;

    /** @param root the project's folder */
    public Testbed(Path root) {
        this.root = root;
    }

    /** Runs one of its scripts, and returns what it printed. */
    public String call(String script, String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(root.resolve("testbed/" + script).toString()));
        command.addAll(List.of(words));
        return Command.run(Map.of(), command);
    }

    /** Where its files are. */
    public Path state() throws IOException, InterruptedException {
        return Path.of(call("libvirt", "state"));
    }

    /** The first process of the daemon's script, from which the daemon descends. */
    long daemonScript() throws IOException, InterruptedException {
        Path file = state().resolve("pid").resolve(DAEMON);
        return new Scanner(Files.readString(file)).nextLong();
    }
}
