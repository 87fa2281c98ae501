package io.nephoscope.benchmarks.cloud;

import io.nephoscope.benchmarks.Progress;
import io.nephoscope.benchmarks.measure.Tap;
import io.nephoscope.benchmarks.report.Metric;
import io.nephoscope.benchmarks.report.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Measures both agents with one scene: a cycle of each in each round, by turns. Ceilometer polls by its own clock, so ours
 * polls while it rests.
 */
final class SceneRun {

    /** How long after it is due the first request of a cycle may come. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** What is left of Ceilometer's interval for us to begin and to end. */
    private static final Duration RESERVE = Duration.ofSeconds(15);

    private static final double SLACK = 1.3;
    private static final int FEWEST_WARM_CYCLES = 2;

    private final Place place;
    private final Scene scene;
    private final CloudProcess cloud;
    private final CycleWatch watch;
    private final Progress progress;
    private final Results<Scene> results;

    /**
     * Where agents run.
     *
     * @param state the folder of all files
     */
    record Place(Path state, String brokerUrl, Tap tap) {}

    SceneRun(Place place, Scene scene, CloudProcess cloud, Progress progress, Results<Scene> results) {
        this.place = place;
        this.scene = scene;
        this.cloud = cloud;
        this.progress = progress;
        this.results = results;
        watch = new CycleWatch(cloud, place.tap());
    }

    /** What it should take, in seconds. */
    static double seconds(Scene scene, CloudOptions options) {
        double ours = options.settling().toSeconds() + 10.0 * options.rounds();
        boolean both = options.peers().contains(CloudOptions.CEILOMETER)
                && scene.load().isForCeilometer();
        return both ? ours + firstInterval(scene, RESERVE).toSeconds() * (options.rounds() + 1) : ours;
    }

    private static Duration firstInterval(Scene scene, Duration ours) {
        return interval(scene.load().ofCeilometer(scene.latency()), ours);
    }

    /** Long enough for a cycle of Ceilometer and, while it rests, one of ours. */
    private static Duration interval(Duration ofCeilometer, Duration ours) {
        return Duration.ofSeconds((long) (SLACK * (ofCeilometer.toSeconds() + ours.toSeconds())) + RESERVE.toSeconds());
    }

    /** Measures those that are given. */
    void run(Optional<CloudPeer> ours, Optional<CloudPeer> ceilometer, CloudOptions options)
            throws IOException, InterruptedException {
        if (ours.isEmpty()) {
            withCeilometer(Optional.empty(), Duration.ZERO, ceilometer, options.rounds());
            return;
        }
        progress.say("%s · our agent polls before it is measured".formatted(scene));
        try (CloudPeer.Agent agent = ours.get().start(setting(ours.get(), Duration.ZERO))) {
            Duration length = settle(agent, options.settling());
            withCeilometer(Optional.of(agent), length, ceilometer, options.rounds());
        }
    }

    private CloudSetting setting(CloudPeer peer, Duration interval) {
        return new CloudSetting(
                scene, cloud.authUrl(), place.brokerUrl(), place.state().resolve("cloud-" + peer.name()), interval);
    }

    /** @return how long its last cycle took */
    private Duration settle(CloudPeer.Agent agent, Duration settling) throws IOException, InterruptedException {
        long end = System.nanoTime() + settling.toNanos();
        Duration length = Duration.ZERO;
        for (int cycle = 0; cycle < FEWEST_WARM_CYCLES || System.nanoTime() - end < 0; cycle++) {
            length = watch.watch(agent, PATIENCE).length();
        }
        return length;
    }

    private void withCeilometer(
            Optional<CloudPeer.Agent> ours, Duration length, Optional<CloudPeer> ceilometer, int rounds)
            throws IOException, InterruptedException {
        if (ceilometer.isEmpty()) {
            for (int round = 1; round <= rounds; round++) {
                measureOurs(ours, round, rounds);
            }
            return;
        }
        CloudPeer peer = ceilometer.get();
        Duration interval = firstInterval(scene, length);
        for (Duration needed = interval; ; interval = needed) {
            try (CloudPeer.Agent agent = peer.start(setting(peer, interval))) {
                progress.say("%s · ceilometer polls once, each %d s".formatted(scene, interval.toSeconds()));
                needed = interval(watch.watch(agent, PATIENCE).length(), length);
                if (needed.compareTo(interval.multipliedBy(2)) <= 0 && fits(needed, interval)) {
                    rounds(ours, agent, interval, rounds);
                    return;
                }
            }
        }
    }

    /** Less slack than was wished for will do. */
    private static boolean fits(Duration needed, Duration interval) {
        return needed.toSeconds() / SLACK <= interval.toSeconds();
    }

    private void rounds(Optional<CloudPeer.Agent> ours, CloudPeer.Agent ceilometer, Duration interval, int rounds)
            throws IOException, InterruptedException {
        for (int round = 1; round <= rounds; round++) {
            progress.say("%s · ceilometer · round %d of %d".formatted(scene, round, rounds));
            Cycle cycle = watch.watch(ceilometer, interval.plus(PATIENCE));
            long begun = System.nanoTime() - cycle.length().toNanos();
            add(CloudOptions.CEILOMETER, cycle);
            measureOurs(ours, round, rounds);
            if (System.nanoTime() - begun > interval.toNanos()) {
                throw new IOException("Ceilometer's next cycle began before ours was over");
            }
        }
    }

    private void measureOurs(Optional<CloudPeer.Agent> ours, int round, int rounds)
            throws IOException, InterruptedException {
        if (ours.isPresent()) {
            progress.say("%s · ours · round %d of %d".formatted(scene, round, rounds));
            add(CloudOptions.OURS, watch.watch(ours.get(), PATIENCE));
            Optional<Double> heap = ours.get().heap();
            heap.ifPresent(value -> results.add(scene, CloudOptions.OURS, Metric.HEAP, value));
        }
    }

    private void add(String peer, Cycle cycle) {
        if (results.values(scene, peer, Metric.CALLS).isEmpty()) {
            progress.note("%s asked for %s".formatted(peer, cycle.asked().byPattern()));
        }
        cycle.values().forEach((metric, value) -> results.add(scene, peer, metric, value));
    }
}
