package io.nephoscope.benchmarks.peers;

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
import java.util.stream.Stream;

/** Our agent: what operators unpack, with the options that it ships. */
public final class NephoscopePeer implements Peer {

    private static final int MOST_WAITS = 2;

    private final Path home;
    private final String transport;

    /**
     * @param home the unpacked distribution
     * @param transport how it speaks with libvirt
     */
    public NephoscopePeer(Path home, String transport) {
        this.home = home;
        this.transport = transport;
    }

    @Override
    public String name() {
        return "nephoscope-" + transport;
    }

    @Override
    public String work() {
        return "reads all guests in bulk, signs and publishes to RabbitMQ";
    }

    @Override
    public Optional<String> refusal(Crowd crowd) {
        return Files.isExecutable(script()) ? Optional.empty() : Optional.of(home + " is not built");
    }

    @Override
    public Duration warmUp() {
        return Duration.ofSeconds(15);
    }

    @Override
    public Running start(Setting setting) throws IOException {
        configure(setting);
        Map<String, String> environment = environment(setting.folder());
        PeerProcess process = PeerProcess.start(setting.folder(), environment, List.of(script().toString(), "run"));
        return new Polling(process, setting);
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
        Files.writeString(
                etc.resolve("polling.yaml"), """
                sources:
                  - name: benchmark
                    interval: %d
                    meters: %s
                """.formatted(setting.interval().toSeconds(), Meters.yaml()));
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

    private final class Polling extends Scheduled {

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
