package io.nephoscope.benchmarks.delivery;

import static java.util.Objects.requireNonNull;

import io.nephoscope.benchmarks.Progress;
import io.nephoscope.benchmarks.Testbed;
import io.nephoscope.benchmarks.peers.Installation;
import io.nephoscope.benchmarks.report.Metric;
import io.nephoscope.benchmarks.report.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** All who send to one queue, by turns: our two agents stay up, and rest while others are measured. */
final class DeliveryScene implements AutoCloseable {

    /** So often an agent is flooded before it is measured: Java compiles what has run often. */
    private static final int WARM_UPS = 5;

    private static final int BATCH = 50;
    private static final Map<String, String> JOURNALS =
            Map.of(DeliveryOptions.DISK, "disk", DeliveryOptions.MEMORY, "memory");

    private final QueueKind queue;
    private final DeliveryOptions options;
    private final DeliveryQueue target;
    private final CeilometerNotifier ceilometer;
    private final PerfTestRun perfTest;
    private final Results<QueueKind> results;
    private final Map<String, FloodAgent> agents = new LinkedHashMap<>();
    private int bodySize;

    /**
     * Where everything is.
     *
     * @param home the unpacked distribution
     * @param state the folder of all files
     * @param perfTest the folder of PerfTest's jars
     */
    record Place(Path home, Path state, Path perfTest, String brokerUrl, Testbed testbed) {

        PerfTestRun perfTestRun() {
            return new PerfTestRun(perfTest, state.resolve("perf-test"), brokerUrl);
        }
    }

    private DeliveryScene(
            QueueKind queue, DeliveryOptions options, Place place, DeliveryQueue target, Results<QueueKind> results) {
        this.queue = queue;
        this.options = options;
        this.target = target;
        this.results = results;
        ceilometer = new CeilometerNotifier(place.testbed(), place.state().resolve("notifier"));
        perfTest = place.perfTestRun();
    }

    /** Starts our agents, as far as they are asked for, and warms them up. */
    static DeliveryScene open(QueueKind queue, DeliveryOptions options, Place place, Results<QueueKind> results)
            throws IOException, InterruptedException, TimeoutException {
        DeliveryQueue target = DeliveryQueue.open(queue, place.brokerUrl());
        DeliveryScene scene = new DeliveryScene(queue, options, place, target, results);
        try {
            for (String peer : options.peers()) {
                String journal = JOURNALS.get(peer);
                if (journal != null) {
                    Path folder = place.state().resolve("%s-%s".formatted(queue.label(), journal));
                    Installation installation = new Installation(place.home(), folder);
                    scene.agents.put(peer, FloodAgent.start(installation, journal, queue, place.brokerUrl()));
                }
            }
            scene.warmUp();
            return scene;
        } catch (IOException | InterruptedException | RuntimeException e) {
            scene.close();
            throw e;
        }
    }

    private void warmUp() throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UPS; i++) {
            for (FloodAgent agent : agents.values()) {
                agent.flood(options.samples());
                bodySize = target.bodySize();
            }
        }
    }

    /** Measures all peers once, in the order of the round. */
    void round(int round, Progress progress) throws IOException, InterruptedException {
        for (String peer : options.turn(round)) {
            target.empty();
            switch (peer) {
                case DeliveryOptions.CEILOMETER -> note(peer, ceilometer.send(queue, options.ceilometers()), progress);
                case DeliveryOptions.PERF_TEST -> measurePerfTest(progress);
                default -> note(peer, requireNonNull(agents.get(peer)).flood(options.samples()), progress);
            }
        }
    }

    private void note(String peer, FloodAgent.Flooded flooded, Progress progress) throws IOException {
        results.add(queue, peer, Metric.RATE, flooded.perSecond());
        results.add(queue, peer, Metric.SAMPLE_CPU, flooded.perSample());
        noteBytes(peer, flooded.perSecond() / BATCH * target.bodySize(), progress);
    }

    private void measurePerfTest(Progress progress) throws IOException, InterruptedException {
        if (bodySize == 0) {
            throw new IOException("PerfTest needs one of our agents beside it: its messages are as large as theirs");
        }
        noteBytes(
                DeliveryOptions.PERF_TEST, perfTest.perSecond(queue, bodySize, options.seconds()) * bodySize, progress);
    }

    private void noteBytes(String peer, double perSecond, Progress progress) {
        results.add(queue, peer, Metric.BYTES, perSecond / 1e6);
        progress.note("%s · %s: bodies of %.1f MB per second".formatted(queue, peer, perSecond / 1e6));
    }

    /** The size of our messages' bodies, in bytes. */
    int bodySize() {
        return bodySize;
    }

    @Override
    public void close() throws IOException {
        agents.values().forEach(FloodAgent::close);
        target.close();
    }
}
