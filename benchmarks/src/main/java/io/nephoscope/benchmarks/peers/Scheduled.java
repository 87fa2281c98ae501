package io.nephoscope.benchmarks.peers;

import io.nephoscope.benchmarks.measure.Tap.Arrival;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A peer that polls by its own clock and publishes to the broker. */
abstract class Scheduled implements Running {

    private static final Duration GLANCE = Duration.ofMillis(200);

    private final PeerProcess process;
    private final Setting setting;

    Scheduled(PeerProcess process, Setting setting) {
        this.process = process;
        this.setting = setting;
    }

    PeerProcess process() {
        return process;
    }

    Setting setting() {
        return setting;
    }

    @Override
    public final long pid() {
        return process.pid();
    }

    @Override
    public final Duration awaitFirstSample(Duration limit) throws IOException, InterruptedException {
        Instant deadline = process.startedAt().plus(limit);
        while (Instant.now().isBefore(deadline)) {
            process.check();
            Optional<Instant> first = setting.tap().awaitFirst(Instant.now().plus(GLANCE));
            if (first.isPresent()) {
                return Duration.between(process.startedAt(), first.get());
            }
        }
        throw new IOException("no sample came within " + limit.toSeconds() + " s");
    }

    @Override
    public final void pass(int cycles) throws IOException, InterruptedException {
        Thread.sleep(setting.interval().multipliedBy(cycles).toMillis());
        process.check();
    }

    /** From a cycle's start until its last sample came, in milliseconds. */
    static Optional<Double> delivered(List<Arrival> arrivals, Instant start, Instant nextStart) {
        return arrivals.stream()
                .map(Arrival::at)
                .filter(at -> at.isAfter(start) && at.isBefore(nextStart))
                .reduce((first, second) -> second)
                .map(last -> Duration.between(start, last).toNanos() / 1e6);
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
