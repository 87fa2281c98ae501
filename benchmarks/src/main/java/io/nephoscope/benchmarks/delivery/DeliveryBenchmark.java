package io.nephoscope.benchmarks.delivery;

import io.nephoscope.benchmarks.Interruption;
import io.nephoscope.benchmarks.Progress;
import io.nephoscope.benchmarks.Testbed;
import io.nephoscope.benchmarks.report.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Measures how many signed samples per second our agent delivers, with the journal on disk and in memory, beside Ceilometer's
 * notifier and RabbitMQ's PerfTest. The script {@code benchmarks/delivery} starts what it needs, and this.
 */
public final class DeliveryBenchmark {

    private static final String OUTPUT = "target/benchmark";
    private static final String HOME = "distribution/target/nephoscope";
    private static final String PERF_TEST = "benchmarks/target/perf-test";
    private static final int WARM_UP_SECONDS = 60;
    private static final int ROUND_SECONDS = 60;
    private static final double MINUTE = 60;

    private final DeliveryOptions options;
    private final Path root;
    private final Testbed testbed;
    private final Results<QueueKind> results = new Results<>();
    private final List<String> notes = new ArrayList<>();
    private JournalCost cost = JournalCost.UNKNOWN;

    private DeliveryBenchmark(DeliveryOptions options, Path root) {
        this.options = options;
        this.root = root;
        testbed = new Testbed(root);
    }

    /** Runs it. The property {@code nephoscope.root} is the project's folder. */
    public static void main(String... arguments) throws IOException, InterruptedException, TimeoutException {
        DeliveryBenchmark benchmark;
        try {
            benchmark = new DeliveryBenchmark(
                    DeliveryOptions.parse(arguments), Path.of(System.getProperty("nephoscope.root")));
        } catch (IllegalArgumentException e) {
            System.err.println("benchmarks/delivery: " + e.getMessage() + "; --help tells more");
            System.exit(2);
            return;
        }
        Interruption interruption = Interruption.ofThisThread();
        benchmark.runUntilInterrupted();
        interruption.over();
    }

    private void runUntilInterrupted() throws IOException, TimeoutException {
        try {
            run();
        } catch (InterruptedException e) {
            System.out.println("Interrupted: this is what was measured so far.");
        } finally {
            notes.add("load at the end " + Machine.load());
            new DeliverySummary(results, cost, notes).write(root.resolve(OUTPUT), System.out);
        }
    }

    private void run() throws IOException, InterruptedException, TimeoutException {
        Path state = testbed.state();
        String brokerUrl = testbed.call("rabbitmq", "url");
        DeliveryScene.Place place =
                new DeliveryScene.Place(root.resolve(HOME), state, root.resolve(PERF_TEST), brokerUrl, testbed);
        describe(place);
        Progress progress = new Progress(System.out, seconds());
        for (QueueKind queue : options.queues()) {
            measure(queue, place, progress);
        }
        if (options.minutes() > 0) {
            progress.say("100 simulated guests, journal on disk and in memory");
            cost = new JournalCostRun(place.home(), state, brokerUrl).run(options.minutes(), progress);
        }
    }

    private void describe(DeliveryScene.Place place) throws IOException, InterruptedException {
        Optional<String> perfTest = place.perfTestRun().version();
        notes.add(Machine.text(place.state()));
        notes.add(Machine.versions()
                + perfTest.map(version -> ", perf-test " + version).orElse(""));
        notes.add("load at the start " + Machine.load());
        notes.forEach(System.out::println);
    }

    /** What should take so long. */
    private double seconds() {
        double guests = options.minutes() == 0 ? 0 : JournalCostRun.SETTLING.toSeconds() + MINUTE * options.minutes();
        return guests + options.queues().size() * (WARM_UP_SECONDS + ROUND_SECONDS * options.rounds());
    }

    /** A queue to which somebody cannot send is left out from there on; the others are none the worse. */
    private void measure(QueueKind queue, DeliveryScene.Place place, Progress progress)
            throws InterruptedException, TimeoutException {
        progress.say("%s · starting agents, and warming them up".formatted(queue));
        try (DeliveryScene scene = DeliveryScene.open(queue, options, place, results)) {
            progress.done(WARM_UP_SECONDS);
            notes.add("%s: bodies of %,d bytes".formatted(queue, scene.bodySize()));
            for (int round = 0; round < options.rounds(); round++) {
                progress.say("%s · round %d".formatted(queue, round + 1));
                scene.round(round, progress);
                progress.done(ROUND_SECONDS);
            }
        } catch (IOException e) {
            notes.add("left out: %s: %s".formatted(queue, e.getMessage()));
            progress.note("LEFT OUT  %s: %s".formatted(queue, e.getMessage()));
        }
    }
}
