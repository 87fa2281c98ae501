package io.nephoscope.benchmarks.peers;

import static java.util.stream.Collectors.joining;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.Set;
import java.util.function.Supplier;

/** The floor: a client in C that makes our bulk calls and does nothing with the answers. */
public final class FloorPeer implements Peer {

    private final Path program;
    private final int threads;
    private final Supplier<Set<Integer>> groups;

    /**
     * @param program the compiled client
     * @param threads between which it shares the guests
     * @param groups what to ask for: the sets of groups that our calls ask for
     */
    public FloorPeer(Path program, int threads, Supplier<Set<Integer>> groups) {
        this.program = program;
        this.threads = threads;
        this.groups = groups;
    }

    @Override
    public String name() {
        return threads == 1 ? "floor" : "floor-parallel";
    }

    @Override
    public String work() {
        return "makes our bulk calls in C" + (threads == 1 ? "" : ", on " + threads + " threads")
                + "; publishes nothing";
    }

    @Override
    public Optional<String> refusal(Crowd crowd) {
        return Files.isExecutable(program)
                ? Optional.empty()
                : Optional.of(program
                        + " is not there; benchmarks/run compiles it with gcc and libvirt-dev, unless told --no-build");
    }

    @Override
    public Duration warmUp() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Running start(Setting setting) throws IOException {
        String sets = groups.get().stream().sorted().map(String::valueOf).collect(joining(","));
        Path folder = Files.createDirectories(setting.folder());
        List<String> command = List.of(program.toString(), setting.uri(), sets, Integer.toString(threads));
        return new Asked(PeerProcess.startDialog(folder, command), setting);
    }

    private static final class Asked extends Driven {

        private final OutputStream questions;
        private final BufferedReader answers;

        Asked(PeerProcess process, Setting setting) {
            super(process, setting.interval());
            questions = process.process().getOutputStream();
            answers = new BufferedReader(
                    new InputStreamReader(process.process().getInputStream(), StandardCharsets.UTF_8));
        }

        @Override
        double cycle() throws IOException {
            questions.write('\n');
            questions.flush();
            String answer = answers.readLine();
            if (answer == null) {
                process().process().onExit().join();
                process().check();
                throw new IOException("it does not answer");
            }
            return new Scanner(answer).nextLong() / 1e6;
        }
    }
}
