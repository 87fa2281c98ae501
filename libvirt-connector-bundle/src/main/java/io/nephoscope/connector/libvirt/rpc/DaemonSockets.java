package io.nephoscope.connector.libvirt.rpc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The sockets at which a driver may be reached.
 *
 * @param direct of the driver's own daemon
 * @param legacy of the daemon for all drivers, or of its stand-in
 */
record DaemonSockets(Path direct, Path legacy) {

    private static final Path SYSTEM = Path.of("/var/run/libvirt");

    static DaemonSockets of(String driver, boolean ofUser) {
        Path folder = ofUser ? userFolder(System.getenv()) : SYSTEM;
        // A user's own daemon has no socket for reading only.
        String suffix = ofUser ? "-sock" : "-sock-ro";
        return new DaemonSockets(folder.resolve("virt" + driver + "d" + suffix), folder.resolve("libvirt" + suffix));
    }

    /** The socket that is there; the modern one if neither is. */
    Path choose(String mode) {
        return switch (mode) {
            case "direct" -> direct;
            case "legacy" -> legacy;
            default -> !Files.exists(direct) && Files.exists(legacy) ? legacy : direct;
        };
    }

    static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return System.getProperty("user.name").equals("root");
        }
    }

    static Path userFolder(Map<String, String> environment) {
        String folder = environment.get("XDG_RUNTIME_DIR");
        if (folder != null && !folder.isEmpty()) {
            return Path.of(folder, "libvirt");
        }
        return Path.of(System.getProperty("user.home"), ".cache", "libvirt");
    }
}
