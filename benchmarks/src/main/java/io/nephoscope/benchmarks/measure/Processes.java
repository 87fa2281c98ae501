package io.nephoscope.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which processes belong together. */
public final class Processes {

    private static final Path PROC = Path.of("/proc");
    private static final String DAEMON = "libvirtd";
    private static final String QEMU = "qemu-system";

    private Processes() {}

    /** A process and all that descend from it. */
    public static List<Long> family(long root) {
        List<Long> family = new ArrayList<>(List.of(root));
        ProcessHandle.of(root).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid)
                .forEach(family::add);
        return family;
    }

    /** The daemon among the descendants of the process that entered its namespaces. */
    public static Optional<Long> daemon(long root) {
        return family(root).stream().filter(pid -> name(pid).equals(DAEMON)).findFirst();
    }

    /** The guests' processes in the namespace of their daemon. */
    public static List<Long> guests(long daemon) throws IOException {
        String namespace = namespace(daemon);
        try (Stream<Path> all = Files.list(PROC)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::valueOf)
                    .filter(pid -> name(pid).startsWith(QEMU) && namespace(pid).equals(namespace))
                    .toList();
        }
    }

    private static String name(long pid) {
        try {
            return Files.readString(PROC.resolve(pid + "/comm")).strip();
        } catch (IOException e) {
            return ""; // it ended meanwhile
        }
    }

    private static String namespace(long pid) {
        try {
            return Files.readSymbolicLink(PROC.resolve(pid + "/ns/pid")).toString();
        } catch (IOException e) {
            return ""; // it ended meanwhile
        }
    }
}
