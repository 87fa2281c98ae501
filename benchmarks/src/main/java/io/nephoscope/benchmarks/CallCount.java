package io.nephoscope.benchmarks;

import io.nephoscope.benchmarks.peers.Peer;
import io.nephoscope.benchmarks.peers.Running;
import io.nephoscope.benchmarks.proxy.Calls;
import io.nephoscope.benchmarks.proxy.CountingProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Counts the calls of a peer's cycles. It is a run of its own: what stands between costs time. */
final class CallCount {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    /** How many cycles are counted. */
    static final int CYCLES = 3;

    private final Place place;
    private final Path socket;

    /** @param socket the daemon's */
    CallCount(Place place, Path socket) {
        this.place = place;
        this.socket = socket;
    }

    /**
     * The calls per cycle, and what bulk calls asked for.
     *
     * @throws OverrunException if its cycles take longer than the interval
     */
    Counted of(Peer peer, Duration interval) throws IOException, InterruptedException {
        try (CountingProxy proxy = CountingProxy.open(place.state().resolve("proxy.sock"), socket)) {
            place.tap().clear();
            try (Running running = peer.start(place.setting(peer.name(), proxy.socket(), interval))) {
                running.awaitFirstSample(START_LIMIT);
                running.pass(1);
                proxy.take();
                running.pass(CYCLES);
                Calls calls = proxy.take();
                OverrunException.check(running.walls(), interval);
                return new Counted((double) calls.total() / CYCLES, calls);
            }
        }
    }

    /**
     * What was counted.
     *
     * @param perCycle how many calls
     * @param calls those of all cycles
     */
    record Counted(double perCycle, Calls calls) {}
}
