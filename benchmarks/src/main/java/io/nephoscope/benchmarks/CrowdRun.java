package io.nephoscope.benchmarks;

import io.nephoscope.benchmarks.peers.Crowd;
import io.nephoscope.benchmarks.peers.Peer;
import io.nephoscope.benchmarks.report.Metric;
import io.nephoscope.benchmarks.report.Results;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Measures peers with one crowd of guests: all peers in each round, so that what disturbs one disturbs all. */
final class CrowdRun {

    private static final int MOST_DOUBLINGS = 4;

    private final Place place;
    private final Host host;
    private final Crowd crowd;
    private final Report report;
    private final AtomicReference<Set<Integer>> groups;
    private final Map<Peer, Duration> intervals = new HashMap<>();

    /**
     * What is made of it.
     *
     * @param skipped peers that were not measured, and why
     */
    record Report(Results<Crowd> results, List<String> skipped, Progress progress) {}

    /** @param groups told here when our calls are counted: what they ask for */
    CrowdRun(Place place, Host host, Crowd crowd, Report report, AtomicReference<Set<Integer>> groups) {
        this.place = place;
        this.host = host;
        this.crowd = crowd;
        this.report = report;
        this.groups = groups;
    }

    /** What a peer should take, in seconds. */
    static double seconds(Crowd crowd, Peer peer, int rounds) {
        return peer.settling().toSeconds() + Measurement.seconds(peer, crowd.interval()) * (rounds + 1);
    }

    /** Counts calls, then measures so many rounds. */
    void run(List<Peer> peers, int rounds) throws IOException, InterruptedException {
        try {
            countAndMeasure(peers, rounds);
        } finally {
            for (Peer peer : peers) {
                peer.retire();
            }
        }
    }

    private void countAndMeasure(List<Peer> peers, int rounds) throws InterruptedException {
        List<Peer> able = new ArrayList<>(peers);
        for (Peer peer : peers) {
            report.progress().say("%s · %s · counting its calls".formatted(crowd, peer.name()));
            attempt(peer, able, () -> count(peer));
        }
        for (int round = 1; round <= rounds; round++) {
            for (Peer peer : List.copyOf(able)) {
                report.progress().say("%s · %s · round %d of %d".formatted(crowd, peer.name(), round, rounds));
                attempt(peer, able, () -> measure(peer));
                if (round == 1) {
                    report.progress().done(peer.settling().toMillis() / 1e3);
                }
            }
            Collections.rotate(able, 1);
        }
    }

    private interface Attempt {
        void run() throws IOException, InterruptedException;
    }

    /** A peer that fails is left out from then on; the others are none the worse. */
    private void attempt(Peer peer, List<Peer> able, Attempt attempt) throws InterruptedException {
        try {
            if (able.contains(peer)) {
                attempt.run();
            }
        } catch (IOException | OverrunException e) {
            able.remove(peer);
            String reason = "%s with %s: %s".formatted(peer.name(), crowd, e.getMessage());
            report.skipped().add(reason);
            report.progress().note("LEFT OUT  " + reason);
        }
        report.progress().done(Measurement.seconds(peer, crowd.interval()));
    }

    private void count(Peer peer) throws IOException, InterruptedException {
        CallCount.Counted counted = patiently(peer, interval -> new CallCount(place, host.socket()).of(peer, interval));
        report.results().add(crowd, peer.name(), Metric.CALLS, counted.perCycle());
        report.progress()
                .note("%s: calls of %d cycles by procedure: %s"
                        .formatted(
                                peer.name(), CallCount.CYCLES, counted.calls().byProcedure()));
        if (peer.name().startsWith("nephoscope") && !counted.calls().groups().isEmpty()) {
            groups.set(counted.calls().groups());
        }
    }

    private void measure(Peer peer) throws IOException, InterruptedException {
        patiently(peer, interval -> new Measurement(host, place.setting(peer.name(), host.socket(), interval)).of(peer))
                .forEach((metric, value) -> report.results().add(crowd, peer.name(), metric, value));
    }

    private interface Timed<T> {
        T run(Duration interval) throws IOException, InterruptedException;
    }

    /** Once more with twice the interval where the cycles of a peer take longer than theirs. */
    private <T> T patiently(Peer peer, Timed<T> timed) throws IOException, InterruptedException {
        for (int doublings = 0; ; doublings++) {
            try {
                return timed.run(interval(peer));
            } catch (OverrunException e) {
                if (doublings == MOST_DOUBLINGS) {
                    throw e;
                }
                intervals.put(peer, interval(peer).multipliedBy(2));
                report.progress().note("%s: %s; once more".formatted(peer.name(), e.getMessage()));
            }
        }
    }

    private Duration interval(Peer peer) {
        return intervals.getOrDefault(peer, crowd.interval());
    }
}
