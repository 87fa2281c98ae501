package io.nephoscope.benchmarks;

import io.nephoscope.benchmarks.measure.Memory;
import io.nephoscope.benchmarks.measure.Processes;
import io.nephoscope.benchmarks.measure.Spent;
import io.nephoscope.benchmarks.measure.Tap;
import io.nephoscope.benchmarks.peers.Peer;
import io.nephoscope.benchmarks.peers.Running;
import io.nephoscope.benchmarks.peers.Running.Walls;
import io.nephoscope.benchmarks.peers.Setting;
import io.nephoscope.benchmarks.report.Median;
import io.nephoscope.benchmarks.report.Metric;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One round of one peer: it is started, warms up, polls, and is ended. */
final class Measurement {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    /** How long the daemon and the guests are watched to know what they use when nobody polls. */
    private static final Duration WATCHED = Duration.ofSeconds(2);

    private static final double START_SECONDS = 5;
    private static final Duration MEASURED = Duration.ofSeconds(5);
    private static final double KILOBYTES_PER_MEGABYTE = 1024;

    private final Host host;
    private final Setting setting;
    private final Map<Metric, Double> values = new EnumMap<>(Metric.class);

    Measurement(Host host, Setting setting) {
        this.host = host;
        this.setting = setting;
    }

    /** How long it should take, in seconds. */
    static double seconds(Peer peer, Duration interval) {
        int cycles = Setting.cycles(peer.warmUp(), interval) + Setting.cycles(MEASURED, interval);
        return START_SECONDS + cycles * interval.toSeconds();
    }

    /**
     * Runs it.
     *
     * @throws OverrunException if its cycles take longer than the interval
     */
    Map<Metric, Double> of(Peer peer) throws IOException, InterruptedException {
        Spent idle = idle();
        setting.tap().clear();
        try (Running started = peer.start(setting)) {
            values.put(
                    Metric.FIRST_SAMPLE, started.awaitFirstSample(START_LIMIT).toNanos() / 1e9);
            try (Running running = peer.warm(started, setting)) {
                poll(running, idle);
                take(running.walls());
            }
        }
        return values;
    }

    private Spent idle() throws IOException, InterruptedException {
        Spent.Parties parties = new Spent.Parties(List.of(), host.daemon(), host.guests());
        Spent before = parties.now();
        Thread.sleep(WATCHED.toMillis());
        return parties.now().since(before);
    }

    private void poll(Running running, Spent idle) throws IOException, InterruptedException {
        int cycles = setting.cycles(MEASURED);
        List<Long> guests = host.guests();
        List<Long> agent = Processes.family(running.pid());
        setting.tap().clear();
        Spent.Parties parties = new Spent.Parties(agent, host.daemon(), guests);
        Spent before = parties.now();
        running.pass(cycles);
        takeCpu(parties.now().since(before), cycles, idle);
        values.put(Metric.MEMORY, Memory.kilobytes(agent) / KILOBYTES_PER_MEGABYTE);
        int samples =
                setting.tap().arrivals().stream().mapToInt(Tap.Arrival::samples).sum();
        if (samples > 0) {
            values.put(Metric.SAMPLES, (double) samples / cycles);
        }
    }

    /** What the daemon and the guests use when nobody polls is not the peer's doing. */
    private void takeCpu(Spent spent, int cycles, Spent idle) {
        values.put(Metric.AGENT_CPU, spent.agent() / cycles);
        if (spent.guests() > 0) {
            double intervals = spent.seconds() / idle.seconds();
            double daemon = Math.max(0, spent.daemon() - idle.daemon() * intervals) / cycles;
            double guests = Math.max(0, spent.guests() - idle.guests() * intervals) / cycles;
            values.put(Metric.DAEMON_CPU, daemon);
            values.put(Metric.GUESTS_CPU, guests);
            values.put(Metric.TOTAL_CPU, spent.agent() / cycles + daemon + guests);
        }
    }

    private void take(Walls walls) {
        Median.of(walls.told()).ifPresent(wall -> values.put(Metric.WALL, wall));
        Median.of(walls.delivered()).ifPresent(wall -> values.put(Metric.DELIVERED, wall));
        OverrunException.check(walls, setting.interval());
    }
}
