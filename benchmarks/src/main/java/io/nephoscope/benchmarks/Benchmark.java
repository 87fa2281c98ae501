package io.nephoscope.benchmarks;

import io.nephoscope.benchmarks.measure.Tap;
import io.nephoscope.benchmarks.peers.CeilometerPeer;
import io.nephoscope.benchmarks.peers.CollectdPeer;
import io.nephoscope.benchmarks.peers.Crowd;
import io.nephoscope.benchmarks.peers.ExporterPeer;
import io.nephoscope.benchmarks.peers.FloorPeer;
import io.nephoscope.benchmarks.peers.NephoscopePeer;
import io.nephoscope.benchmarks.peers.Peer;
import io.nephoscope.benchmarks.report.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Measures our agent and its peers on the same guests. The script {@code benchmarks/run} starts what it
 * needs, and this.
 */
public final class Benchmark {

    private static final int THREADS = 4;
    private static final String OUTPUT = "target/benchmark";
    /** What our calls ask for, should they not be counted: all but the total of the CPU. */
    private static final Set<Integer> USUAL_GROUPS = Set.of(0x7d);

    private final Options options;
    private final Testbed testbed;
    private final Path root;
    private final Results<Crowd> results;
    private final List<String> skipped = new ArrayList<>();
    private final AtomicReference<Set<Integer>> groups = new AtomicReference<>(USUAL_GROUPS);
    private final List<Peer> peers;

    /** @param earlier is added to */
    private Benchmark(Options options, Path root, Results<Crowd> earlier) {
        this.options = options;
        this.root = root;
        results = earlier;
        testbed = new Testbed(root);
        Path home = root.resolve("distribution/target/nephoscope");
        Path floor = root.resolve("benchmarks/target/floor");
        List<Peer> usual = List.of(
                NephoscopePeer.ofThisBuild(home, "rpc", options.settling()),
                NephoscopePeer.ofThisBuild(home, "native", options.settling()),
                new CeilometerPeer(testbed),
                new CollectdPeer(),
                new ExporterPeer(),
                new FloorPeer(floor, 1, groups::get),
                new FloorPeer(floor, THREADS, groups::get));
        List<Peer> builds = new ArrayList<>();
        options.builds()
                .forEach((name, folder) -> builds.add(NephoscopePeer.ofAnotherBuild(name, folder, options.settling())));
        peers = Stream.concat(usual.stream().filter(peer -> options.wants(peer.name())), builds.stream())
                .toList();
    }

    /** Runs it. The property {@code nephoscope.root} is the project's folder. */
    public static void main(String... arguments) throws IOException, InterruptedException, TimeoutException {
        Path root = Path.of(System.getProperty("nephoscope.root"));
        Benchmark benchmark;
        try {
            Options options = Options.parse(arguments);
            benchmark = new Benchmark(options, root, earlier(options, root.resolve(OUTPUT)));
        } catch (IllegalArgumentException e) {
            System.err.println("benchmarks/run: " + e.getMessage() + "; --help tells more");
            System.exit(2);
            return;
        }
        Interruption interruption = Interruption.ofThisThread();
        benchmark.runUntilInterrupted();
        interruption.over();
    }

    private static Results<Crowd> earlier(Options options, Path output) throws IOException {
        Path values = output.resolve(ValuesFile.NAME);
        return options.add() && Files.exists(values)
                ? ValuesFile.read(
                        Files.readString(values), crowd -> !options.crowds().contains(crowd))
                : new Results<>();
    }

    private void runUntilInterrupted() throws IOException, TimeoutException {
        try {
            run();
        } catch (InterruptedException e) {
            System.out.println("Interrupted: this is what was measured so far.");
        } finally {
            new Summary(results, peers, skipped, options.builds().keySet()).write(root.resolve(OUTPUT), System.out);
        }
    }

    private void run() throws IOException, InterruptedException, TimeoutException {
        Progress progress = new Progress(System.out, seconds());
        try (Tap tap = Tap.open(testbed.call("rabbitmq", "url"))) {
            Place place = new Place(testbed.state(), testbed.call("rabbitmq", "url"), tap);
            for (Crowd crowd : options.crowds()) {
                measure(place, crowd, progress);
            }
        }
    }

    /** Guests that cannot be had are left out; the others are none the worse. */
    private void measure(Place place, Crowd crowd, Progress progress) throws InterruptedException {
        try (Host host = host(place, crowd, progress)) {
            CrowdRun.Report report = new CrowdRun.Report(results, skipped, progress);
            new CrowdRun(place, host, crowd, report, groups).run(able(crowd, progress), options.rounds());
        } catch (IOException e) {
            leaveOut("%s: %s".formatted(crowd, e.getMessage()), progress);
        }
    }

    private void leaveOut(String reason, Progress progress) {
        skipped.add(reason);
        progress.note("LEFT OUT  " + reason);
    }

    private Host host(Place place, Crowd crowd, Progress progress) throws IOException, InterruptedException {
        if (!crowd.simulated()) {
            return Host.real(testbed, crowd, progress);
        }
        progress.say("%s · starting the stand-in for libvirtd that has them".formatted(crowd));
        return SimulatedHost.start(place.state(), crowd.guests());
    }

    private List<Peer> able(Crowd crowd, Progress progress) {
        List<Peer> able = new ArrayList<>();
        for (Peer peer : peers) {
            Optional<String> refusal = peer.refusal(crowd);
            if (refusal.isEmpty()) {
                able.add(peer);
            } else {
                leaveOut("%s with %s: %s".formatted(peer.name(), crowd, refusal.get()), progress);
            }
        }
        return able;
    }

    private double seconds() {
        return options.crowds().stream()
                .mapToDouble(crowd -> peers.stream()
                        .filter(peer -> peer.refusal(crowd).isEmpty())
                        .mapToDouble(peer -> CrowdRun.seconds(crowd, peer, options.rounds()))
                        .sum())
                .sum();
    }
}
