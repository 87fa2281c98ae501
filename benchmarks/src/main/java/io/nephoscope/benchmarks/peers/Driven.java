package io.nephoscope.benchmarks.peers;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A peer that polls when it is told to: here, at the interval. */
abstract class Driven implements Running {

    private static final Duration GLANCE = Duration.ofMillis(5);

    private final PeerProcess process;
    private final Duration interval;
    private final List<Double> walls = new ArrayList<>();

    Driven(PeerProcess process, Duration interval) {
        this.process = process;
        this.interval = interval;
    }

    PeerProcess process() {
        return process;
    }

    /** Polls once, and tells the milliseconds it took. */
    abstract double cycle() throws IOException, InterruptedException;

    @Override
    public final long pid() {
        return process.pid();
    }

    @Override
    public final Duration awaitFirstSample(Duration limit) throws IOException, InterruptedException {
        Instant deadline = process.startedAt().plus(limit);
        while (true) {
            try {
                cycle();
                return Duration.between(process.startedAt(), Instant.now());
            } catch (IOException e) {
                process.check();
                if (Instant.now().isAfter(deadline)) {
                    throw e;
                }
                Thread.sleep(GLANCE.toMillis());
            }
        }
    }

    @Override
    public final void pass(int cycles) throws IOException, InterruptedException {
        walls.clear();
        Instant due = Instant.now();
        for (int i = 0; i < cycles; i++) {
            walls.add(cycle());
            due = due.plus(interval);
            Thread.sleep(Math.max(0, Duration.between(Instant.now(), due).toMillis()));
        }
    }

    @Override
    public final Walls walls() {
        return new Walls(List.copyOf(walls), List.of());
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
