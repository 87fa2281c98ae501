package io.nephoscope.benchmarks.peers;

import io.nephoscope.benchmarks.Testbed;
import io.nephoscope.benchmarks.measure.Tap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Debian's {@code ceilometer-polling}. */
public final class CeilometerPeer implements Peer {

    private static final int MOST_GUESTS = 2_000;

    private final Testbed testbed;

    /** @param testbed what knows how it is configured */
    public CeilometerPeer(Testbed testbed) {
        this.testbed = testbed;
    }

    @Override
    public String name() {
        return "ceilometer";
    }

    @Override
    public String work() {
        return "reads each guest by itself, signs and publishes to RabbitMQ";
    }

    @Override
    public Optional<String> refusal(Crowd crowd) {
        if (!Files.isExecutable(Path.of("/usr/bin/ceilometer-polling"))) {
            return Optional.of("ceilometer-agent-compute is not installed");
        }
        return crowd.guests() > MOST_GUESTS
                ? Optional.of("its cycle grows with the square of the guests: 41 s for 5,000")
                : Optional.empty();
    }

    @Override
    public Duration warmUp() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Running start(Setting setting) throws IOException, InterruptedException {
        String command = testbed.call(
                "ceilometer-polling",
                "configure",
                "--interval",
                Long.toString(setting.interval().toSeconds()),
                "--topic",
                Tap.TOPIC,
                "--meters",
                Meters.yaml(),
                "--uri",
                setting.uri());
        Files.createDirectories(setting.folder());
        return new Polling(PeerProcess.start(setting.folder(), Map.of(), List.of(command.split(" ", -1))), setting);
    }

    private static final class Polling extends Scheduled {

        Polling(PeerProcess process, Setting setting) {
            super(process, setting);
        }

        /** It tells when it begins; it has ended when its last message has come, for it waits for each. */
        @Override
        public Walls walls() throws IOException {
            List<Instant> starts = CeilometerLog.starts(process().log());
            List<Double> walls = new ArrayList<>();
            for (int i = 0; i + 1 < starts.size(); i++) {
                delivered(setting().tap().arrivals(), starts.get(i), starts.get(i + 1))
                        .ifPresent(walls::add);
            }
            return new Walls(walls, walls);
        }
    }
}
