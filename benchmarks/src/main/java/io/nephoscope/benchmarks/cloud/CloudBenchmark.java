package io.nephoscope.benchmarks.cloud;

import io.nephoscope.benchmarks.Interruption;
import io.nephoscope.benchmarks.Progress;
import io.nephoscope.benchmarks.Testbed;
import io.nephoscope.benchmarks.measure.Tap;
import io.nephoscope.benchmarks.report.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Measures our agent and Ceilometer's on the same simulated clouds. The script {@code benchmarks/cloud} starts what it
 * needs, and this.
 */
public final class CloudBenchmark {

    private static final String OUTPUT = "target/benchmark";

    private final CloudOptions options;
    private final Path root;
    private final Testbed testbed;
    private final Results<Scene> results;
    private final List<CloudPeer> peers;
    private final List<String> notes = new ArrayList<>();

    /** @param earlier is added to */
    private CloudBenchmark(CloudOptions options, Path root, Results<Scene> earlier) {
        this.options = options;
        this.root = root;
        testbed = new Testbed(root);
        results = earlier;
        Path definitions = root.resolve("benchmarks/pollsters.d");
        peers = List.of(
                new CentralNephoscope(root.resolve("distribution/target/nephoscope"), definitions),
                new CentralCeilometer(testbed, definitions));
        peers.forEach(peer -> notes.add(peer.name() + ": " + peer.work()));
    }

    /** Runs it. The property {@code nephoscope.root} is the project's folder. */
    public static void main(String... arguments) throws IOException, InterruptedException, TimeoutException {
        Path root = Path.of(System.getProperty("nephoscope.root"));
        CloudBenchmark benchmark;
        try {
            CloudOptions options = CloudOptions.parse(arguments);
            benchmark = new CloudBenchmark(options, root, earlier(options, root.resolve(OUTPUT)));
        } catch (IllegalArgumentException e) {
            System.err.println("benchmarks/cloud: " + e.getMessage() + "; --help tells more");
            System.exit(2);
            return;
        }
        Interruption interruption = Interruption.ofThisThread();
        benchmark.runUntilInterrupted();
        interruption.over();
    }

    private static Results<Scene> earlier(CloudOptions options, Path output) throws IOException {
        Path values = output.resolve(CloudValues.NAME);
        return options.add() && Files.exists(values)
                ? CloudValues.read(
                        Files.readString(values), scene -> !options.scenes().contains(scene))
                : new Results<>();
    }

    private void runUntilInterrupted() throws IOException, TimeoutException {
        try {
            run();
        } catch (InterruptedException e) {
            System.out.println("Interrupted: this is what was measured so far.");
        } finally {
            new CloudSummary(results, notes).write(root.resolve(OUTPUT), System.out);
        }
    }

    private void run() throws IOException, InterruptedException, TimeoutException {
        Progress progress = new Progress(
                System.out,
                options.scenes().stream()
                        .mapToDouble(scene -> SceneRun.seconds(scene, options))
                        .sum());
        String brokerUrl = testbed.call("rabbitmq", "url");
        try (Tap tap = Tap.open(brokerUrl)) {
            SceneRun.Place place = new SceneRun.Place(testbed.state(), brokerUrl, tap);
            for (Scene scene : options.scenes()) {
                measure(place, scene, progress);
                progress.done(SceneRun.seconds(scene, options));
            }
        }
    }

    /** A scene that fails is left out from there on; the others are none the worse. */
    private void measure(SceneRun.Place place, Scene scene, Progress progress) throws InterruptedException {
        try (CloudProcess cloud = CloudProcess.start(place.state(), scene)) {
            new SceneRun(place, scene, cloud, progress, results)
                    .run(
                            able(CloudOptions.OURS, scene, progress),
                            able(CloudOptions.CEILOMETER, scene, progress),
                            options);
        } catch (IOException e) {
            leaveOut("%s: %s".formatted(scene, e.getMessage()), progress);
        }
    }

    private Optional<CloudPeer> able(String name, Scene scene, Progress progress) {
        Optional<CloudPeer> wanted = peers.stream()
                .filter(peer -> peer.name().equals(name) && options.peers().contains(name))
                .findFirst();
        Optional<String> refusal = wanted.flatMap(peer -> peer.refusal(scene));
        refusal.ifPresent(reason -> leaveOut("%s with %s: %s".formatted(name, scene, reason), progress));
        return refusal.isPresent() ? Optional.empty() : wanted;
    }

    private void leaveOut(String reason, Progress progress) {
        notes.add("left out: " + reason);
        progress.note("LEFT OUT  " + reason);
    }
}
