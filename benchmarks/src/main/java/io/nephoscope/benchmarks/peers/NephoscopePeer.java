package io.nephoscope.benchmarks.peers;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nephoscope.benchmarks.Command;
import io.nephoscope.benchmarks.measure.Tap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Our agent: what operators unpack, with the options that it ships. Java compiles what has run often, so what
 * is measured is an agent that has polled for minutes, which rests while others are measured.
 */
public final class NephoscopePeer implements Peer {

    private static final int MOST_WAITS = 2;
    private static final Duration BRISK = Duration.ofSeconds(1);
    /** The longest interval at which cycles are short enough to be made each second. */
    private static final Duration LEISURE = Duration.ofSeconds(5);

    private static final Duration WARM_UP = Duration.ofSeconds(5);
    /** Until an agent that is told to rest has ended its last cycle. */
    private static final Duration CALMING = Duration.ofMillis(1500);

    private final String name;
    private final Path home;
    private final String transport;
    private final Duration settling;
    private @Nullable PeerProcess veteran;

    private NephoscopePeer(String name, Path home, String transport, Duration settling) {
        this.name = name;
        this.home = home;
        this.transport = transport;
        this.settling = settling;
    }

    /**
     * The agent of this build.
     *
     * @param home the unpacked distribution
     * @param transport how it speaks with libvirt
     * @param settling how long it polls, each second where cycles are short, before it is measured
     */
    public static NephoscopePeer ofThisBuild(Path home, String transport, Duration settling) {
        return new NephoscopePeer("nephoscope-" + transport, home, transport, settling);
    }

    /** The agent of another build, which is measured in the same way as this one with transport {@code rpc}. */
    public static NephoscopePeer ofAnotherBuild(String name, Path home, Duration settling) {
        return new NephoscopePeer(name, home, "rpc", settling);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String work() {
        return "reads all guests in bulk, signs and publishes to RabbitMQ; from " + home;
    }

    @Override
    public Optional<String> refusal(Crowd crowd) {
        return Files.isExecutable(script()) ? Optional.empty() : Optional.of("there is no " + script());
    }

    @Override
    public Duration warmUp() {
        return WARM_UP;
    }

    @Override
    public Duration settling() {
        return settling;
    }

    @Override
    public Running start(Setting setting) throws IOException {
        return new Polling(launch(setting), setting);
    }

    private PeerProcess launch(Setting setting) throws IOException {
        configure(setting);
        Map<String, String> environment = environment(setting.folder());
        return PeerProcess.start(setting.folder(), environment, List.of(script().toString(), "run"));
    }

    @Override
    public Running warm(Running started, Setting setting) throws IOException, InterruptedException {
        started.close();
        Setting own = setting.in(setting.folder().resolveSibling(name + "-veteran"));
        if (veteran == null) {
            veteran = launch(own);
            poll(own.folder(), setting.interval().compareTo(LEISURE) > 0 ? setting.interval() : BRISK);
            Thread.sleep(settling.toMillis());
        }
        poll(own.folder(), setting.interval());
        Running running = new Resumed(veteran, own);
        running.pass(own.cycles(WARM_UP));
        return running;
    }

    @Override
    public void retire() {
        if (veteran != null) {
            veteran.close();
            veteran = null;
        }
    }

    private void configure(Setting setting) throws IOException {
        Path etc = Files.createDirectories(setting.folder().resolve("etc"));
        Files.createDirectories(setting.folder().resolve("deploy"));
        try (Stream<Path> files = Files.list(home.resolve("etc"))) {
            for (Path file : files.toList()) {
                Files.writeString(etc.resolve(file.getFileName()), Files.readString(file));
            }
        }
        write(etc, "core", "publishers=amqp");
        // No probes between the cycles: only what a cycle costs is of interest.
        write(etc, "connector.libvirt", "uri=" + setting.uri(), "transport=" + transport, "probe.seconds=3600");
        write(etc, "publisher.amqp", "transport.url=" + setting.brokerUrl(), "topics=" + Tap.TOPIC);
        poll(setting.folder(), setting.interval());
    }

    private static void poll(Path folder, Duration interval) throws IOException {
        define(folder, """
                sources:
                  - name: benchmark
                    interval: %d
                    meters: %s
                """.formatted(interval.toSeconds(), Meters.yaml()));
    }

    /** Puts the whole file in place at once, as operators do. */
    private static void define(Path folder, String polling) throws IOException {
        Path written = Files.writeString(folder.resolve("polling.yaml"), polling);
        Files.move(written, folder.resolve("etc/polling.yaml"), REPLACE_EXISTING);
    }

    private static void write(Path etc, String name, String... lines) throws IOException {
        Files.writeString(etc.resolve("io.nephoscope." + name + ".cfg"), String.join("\n", lines) + "\n");
    }

    private static Map<String, String> environment(Path folder) {
        return Map.of(
                "NEPHOSCOPE_ETC", folder.resolve("etc").toString(),
                "NEPHOSCOPE_VAR", folder.resolve("var").toString(),
                "NEPHOSCOPE_DEPLOY", folder.resolve("deploy").toString());
    }

    private Path script() {
        return home.resolve("bin/nephoscope");
    }

    /** An agent that polls again, and rests when it is let go. */
    private final class Resumed extends Polling {

        Resumed(PeerProcess process, Setting setting) {
            super(process, setting);
        }

        @Override
        public void close() throws IOException {
            define(setting().folder(), "sources: []\n");
            LockSupport.parkNanos(CALMING.toNanos());
        }
    }

    private class Polling extends Scheduled {

        Polling(PeerProcess process, Setting setting) {
            super(process, setting);
        }

        @Override
        public Walls walls() throws IOException, InterruptedException {
            JsonNode task = task();
            for (int wait = 0; wait < MOST_WAITS && task.path("running").asBoolean(); wait++) {
                pass(1);
                task = task();
            }
            if (task.path("running").asBoolean()) {
                // One cycle follows the other: each takes the whole interval at least.
                return new Walls(List.of((double) setting().interval().toMillis()), List.of());
            }
            Instant start = Instant.ofEpochMilli(task.path("lastStartedAt").asLong());
            double told = task.path("lastDurationMillis").asDouble();
            return new Walls(
                    List.of(told),
                    delivered(setting().tap().arrivals(), start, Instant.MAX).stream()
                            .toList());
        }

        private JsonNode task() throws IOException, InterruptedException {
            String answer = Command.run(
                    environment(setting().folder()), List.of(script().toString(), "shell", "tasks", "--json"));
            return new ObjectMapper().readTree(answer).path(0);
        }
    }
}
