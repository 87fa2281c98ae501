package io.nephoscope.benchmarks.peers;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.nephoscope.benchmarks.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Our agent as operators have it, with configuration of its own.
 *
 * @param home what was unpacked
 * @param folder of its configuration and its files
 */
public record Installation(Path home, Path folder) {

    /** Why nothing can be run from there; empty if it can. */
    public static Optional<String> refusal(Path home) {
        Path script = script(home);
        return Files.isExecutable(script) ? Optional.empty() : Optional.of("there is no " + script);
    }

    private static Path script(Path home) {
        return home.resolve("bin/nephoscope");
    }

    /** Copies the shipped configuration. */
    public void unpack() throws IOException {
        Path etc = Files.createDirectories(folder.resolve("etc"));
        Files.createDirectories(folder.resolve("deploy"));
        try (Stream<Path> files = Files.list(home.resolve("etc"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(etc.resolve(file.getFileName()), Files.readString(file));
            }
        }
    }

    /** Gives it definitions of pollsters, all that are in a folder. */
    public void declare(Path definitions) throws IOException {
        Path declared = Files.createDirectories(folder.resolve("etc/pollsters.d"));
        try (Stream<Path> files = Files.list(definitions)) {
            for (Path file : files.toList()) {
                Files.copy(file, declared.resolve(file.getFileName()), REPLACE_EXISTING);
            }
        }
    }

    /** Writes the configuration of one bundle, whose name is given without what all names begin with. */
    public void write(String bundle, String... lines) throws IOException {
        Files.writeString(folder.resolve("etc/io.nephoscope." + bundle + ".cfg"), String.join("\n", lines) + "\n");
    }

    /** Lets it poll, from now on. */
    public void poll(Duration interval, String meters) throws IOException {
        define("""
                sources:
                  - name: benchmark
                    interval: %d
                    meters: %s
                """.formatted(interval.toSeconds(), meters));
    }

    /** Lets it poll nothing, from now on. */
    public void rest() throws IOException {
        define("sources: []\n");
    }

    /** Puts the whole polling.yaml in place at once, as operators do. */
    public void define(String polling) throws IOException {
        Path written = Files.writeString(folder.resolve("polling.yaml"), polling);
        Files.move(written, folder.resolve("etc/polling.yaml"), REPLACE_EXISTING);
    }

    /** Starts it. */
    public PeerProcess launch(String... options) throws IOException {
        return PeerProcess.start(folder, environment(), command("run", options));
    }

    /** Opens its shell, which reads commands from its standard input; its complaints are in a folder beside this one. */
    public PeerProcess converse() throws IOException {
        return PeerProcess.startDialog(
                folder.resolveSibling(folder.getFileName() + "-shell"), environment(), command("shell"));
    }

    /** Runs a command of its shell, and returns what that printed. */
    public String shell(String... words) throws IOException, InterruptedException {
        return Command.run(environment(), command("shell", words));
    }

    private List<String> command(String verb, String... words) {
        List<String> command = new ArrayList<>(List.of(script(home).toString(), verb));
        command.addAll(List.of(words));
        return command;
    }

    private Map<String, String> environment() {
        return Map.of(
                "NEPHOSCOPE_ETC", folder.resolve("etc").toString(),
                "NEPHOSCOPE_VAR", folder.resolve("var").toString(),
                "NEPHOSCOPE_DEPLOY", folder.resolve("deploy").toString());
    }
}
