package io.nephoscope.benchmarks.cloud;

import io.nephoscope.benchmarks.Testbed;
import io.nephoscope.benchmarks.measure.Tap;
import io.nephoscope.benchmarks.peers.PeerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Debian's {@code ceilometer-polling} with the central namespace. It polls by its own clock.
 *
 * @param definitions the folder of declared pollsters
 */
record CentralCeilometer(Testbed testbed, Path definitions) implements CloudPeer {

    @Override
    public String name() {
        return CloudOptions.CEILOMETER;
    }

    @Override
    public String work() {
        return "Debian's, asks one thing after the other, signs and publishes to RabbitMQ";
    }

    @Override
    public Optional<String> refusal(Scene scene) {
        if (!Files.isExecutable(Path.of("/usr/bin/ceilometer-polling"))) {
            return Optional.of("ceilometer-agent-central is not installed");
        }
        return scene.load().isForCeilometer()
                ? Optional.empty()
                : Optional.of("it compares each of what it found with all others, which takes hours");
    }

    @Override
    public Agent start(CloudSetting setting) throws IOException, InterruptedException {
        String command = testbed.call(
                "ceilometer-polling",
                "configure",
                "--namespace",
                "central",
                "--cloud",
                setting.authUrl(),
                "--interval",
                Long.toString(setting.interval().toSeconds()),
                "--topic",
                Tap.TOPIC,
                "--meters",
                setting.scene().load().meters(),
                "--pollsters",
                definitions.toString());
        Files.createDirectories(setting.folder());
        return new Polling(PeerProcess.start(setting.folder(), Map.of(), List.of(command.split(" ", -1))));
    }

    private record Polling(PeerProcess process) implements Agent {

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public void check() throws IOException {
            process.check();
        }

        /** Does nothing: its clock will tell it. */
        @Override
        public void poll() {}

        /** Does nothing: it rests by itself. */
        @Override
        public void rest() {}

        @Override
        public Optional<Double> heap() {
            return Optional.empty();
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
