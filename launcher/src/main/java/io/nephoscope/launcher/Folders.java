package io.nephoscope.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where one agent's files are.
 *
 * @param home what was unpacked; never written to
 * @param etc configuration files
 * @param state all that is written at run time ({@code var/})
 * @param deploy plugins
 */
record Folders(Path home, Path etc, Path state, Path deploy) {

    /**
     * Reads {@code nephoscope.home}, {@code .etc}, {@code .var} and {@code .deploy}; all but the first
     * default to a folder of that name in the home.
     */
    static Folders of(UnaryOperator<@Nullable String> properties) {
        Path home = absolute(properties, "nephoscope.home", Path.of(""));
        return new Folders(
                home,
                absolute(properties, "nephoscope.etc", home.resolve("etc")),
                absolute(properties, "nephoscope.var", home.resolve("var")),
                absolute(properties, "nephoscope.deploy", home.resolve("deploy")));
    }

    private static Path absolute(UnaryOperator<@Nullable String> properties, String key, Path fallback) {
        String value = properties.apply(key);
        return (value == null ? fallback : Path.of(value)).toAbsolutePath().normalize();
    }

    Path system() {
        return home.resolve("system");
    }

    /** The framework removes it at each start; what it lies in keeps others out. */
    Path cache() {
        return state.resolve("cache/framework");
    }

    /** Unless the property {@code nephoscope.polling.file} names another. */
    Path pollingFile() {
        return etc.resolve("polling.yaml");
    }

    /** Copies of the jars of deploy/, so that what runs is what was checked. */
    Path plugins() {
        return state.resolve("plugins");
    }

    Path temporary() {
        return state.resolve("tmp");
    }

    Path pidFile() {
        return state.resolve("nephoscope.pid");
    }

    Path readyFile() {
        return state.resolve("nephoscope.ready");
    }

    /**
     * Makes what the agent writes to, closed to others whatever the umask. The cache, which holds copies of the
     * configuration with its secrets, and what native libraries are unpacked to, are closed to the group too.
     */
    void create() throws IOException {
        open(state);
        open(state.resolve("log"));
        open(state.resolve("plugins"));
        Files.setPosixFilePermissions(open(temporary()), PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(open(state.resolve("cache")), PosixFilePermissions.fromString("rwx------"));
    }

    private static Path open(Path folder) throws IOException {
        return Files.isDirectory(folder)
                ? folder
                : Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
    }
}
