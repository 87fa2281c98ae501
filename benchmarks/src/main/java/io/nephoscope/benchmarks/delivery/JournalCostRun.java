package io.nephoscope.benchmarks.delivery;

import io.nephoscope.benchmarks.Progress;
import io.nephoscope.benchmarks.SimulatedHost;
import io.nephoscope.benchmarks.measure.ProcessClock;
import io.nephoscope.benchmarks.peers.Installation;
import io.nephoscope.benchmarks.peers.PeerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Two agents side by side on a hundred simulated guests: whatever else the machine does, it does to both. */
final class JournalCostRun {

    /** How long both poll each second before: Java compiles what has run often. */
    static final Duration SETTLING = Duration.ofSeconds(90);

    private static final int GUESTS = 100;
    private static final Duration BRISK = Duration.ofSeconds(1);
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final int CYCLES_PER_MINUTE = 6;
    private static final String METERS = "[cpu, 'disk.device.*', 'memory.*', 'network.*']";

    private final Path home;
    private final Path state;
    private final String brokerUrl;

    /**
     * Not started yet.
     *
     * @param home the unpacked distribution
     * @param state the folder of all files
     */
    JournalCostRun(Path home, Path state, String brokerUrl) {
        this.home = home;
        this.state = state;
        this.brokerUrl = brokerUrl;
    }

    JournalCost run(int minutes, Progress progress) throws IOException, InterruptedException, TimeoutException {
        Installation disk = installation("disk");
        Installation memory = installation("memory");
        try (DeliveryQueue queue = DeliveryQueue.open(QueueKind.CLASSIC, brokerUrl);
                SimulatedHost host = SimulatedHost.start(state, GUESTS);
                PeerProcess first = launch(disk, host, "disk");
                PeerProcess second = launch(memory, host, "memory")) {
            Thread.sleep(SETTLING.toMillis());
            queue.empty();
            disk.poll(INTERVAL, METERS);
            memory.poll(INTERVAL, METERS);
            Thread.sleep(INTERVAL.toMillis());
            return measure(List.of(first, second), minutes, progress);
        }
    }

    private Installation installation(String journal) {
        return new Installation(home, state.resolve("guests-" + journal));
    }

    private PeerProcess launch(Installation installation, SimulatedHost host, String journal) throws IOException {
        installation.unpack();
        installation.write("core", "publishers=amqp", "journal=" + journal);
        installation.write(
                "connector.libvirt", "uri=qemu+unix:///system?socket=" + host.socket(), "probe.seconds=3600");
        installation.write("publisher.amqp", QueueKind.CLASSIC.configuration(brokerUrl));
        installation.poll(BRISK, METERS);
        return installation.launch();
    }

    private static JournalCost measure(List<PeerProcess> agents, int minutes, Progress progress)
            throws IOException, InterruptedException {
        List<Double> disk = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int minute = 0; minute < minutes; minute++) {
            Duration first = cpu(agents.get(0));
            Duration second = cpu(agents.get(1));
            Thread.sleep(INTERVAL.multipliedBy(CYCLES_PER_MINUTE).toMillis());
            disk.add(perCycle(cpu(agents.get(0)).minus(first)));
            memory.add(perCycle(cpu(agents.get(1)).minus(second)));
            agents.get(0).check();
            agents.get(1).check();
            progress.note("CPU of the agent per cycle, journal on disk %.1f ms, in memory %.1f ms"
                    .formatted(disk.get(minute), memory.get(minute)));
        }
        return new JournalCost(disk, memory);
    }

    private static double perCycle(Duration minute) {
        return minute.toNanos() / 1e6 / CYCLES_PER_MINUTE;
    }

    private static Duration cpu(PeerProcess agent) {
        return ProcessClock.of(List.of(agent.pid()));
    }
}
