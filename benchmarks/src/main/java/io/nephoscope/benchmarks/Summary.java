package io.nephoscope.benchmarks;

import io.nephoscope.benchmarks.peers.Crowd;
import io.nephoscope.benchmarks.peers.Peer;
import io.nephoscope.benchmarks.report.Chart;
import io.nephoscope.benchmarks.report.Metric;
import io.nephoscope.benchmarks.report.Point;
import io.nephoscope.benchmarks.report.Results;
import io.nephoscope.benchmarks.report.Table;
import io.nephoscope.benchmarks.report.Target;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** What comes of it: the tables, the picture, and whether the targets are met. */
final class Summary {

    static final String OURS = "nephoscope-rpc";

    private static final Crowd HUNDRED = new Crowd(100, false);
    private static final Crowd TEN_THOUSAND = new Crowd(10_000, true);
    private static final List<Metric> DRAWN = List.of(Metric.WALL, Metric.TOTAL_CPU, Metric.AGENT_CPU, Metric.MEMORY);

    /** What is held against another build. */
    private static final List<Metric> NO_DEARER = List.of(
            Metric.WALL,
            Metric.DELIVERED,
            Metric.AGENT_CPU,
            Metric.TOTAL_CPU,
            Metric.MEMORY,
            Metric.CALLS,
            Metric.FIRST_SAMPLE);

    private static final double AS_CHEAP = 1.05;

    private final Results<Crowd> results;
    private final List<Peer> peers;
    private final List<String> skipped;
    private final Set<String> builds;

    /** @param builds the peers that are other builds of the agent */
    Summary(Results<Crowd> results, List<Peer> peers, List<String> skipped, Set<String> builds) {
        this.results = results;
        this.peers = peers;
        this.skipped = skipped;
        this.builds = builds;
    }

    /** Writes the files, and prints what is in them. */
    void write(Path folder, PrintStream out) throws IOException {
        Files.createDirectories(folder);
        String text = text();
        Files.writeString(folder.resolve("benchmark.md"), text);
        Files.writeString(folder.resolve("benchmark.svg"), chart());
        Files.writeString(folder.resolve(ValuesFile.NAME), ValuesFile.text(results));
        out.println();
        out.println(text);
        (builds.isEmpty() ? targets() : besideBuilds()).forEach(target -> out.println(target.verdict()));
        out.println();
        out.println("Written: benchmark.md, benchmark.svg and benchmark.csv (the values of all rounds) in " + folder);
    }

    private String text() {
        StringBuilder text = new StringBuilder(new Table<>(results, OURS).markdown());
        text.append('\n');
        peers.forEach(peer -> text.append("- %s: %s%n".formatted(peer.name(), peer.work())));
        skipped.forEach(reason -> text.append("- left out: ").append(reason).append('\n'));
        return text.toString();
    }

    private String chart() {
        Map<String, List<Point>> panels = new LinkedHashMap<>();
        DRAWN.forEach(metric -> panels.put("%s, %s".formatted(metric.title(), metric.unit()), points(metric)));
        return new Chart("guests, filled dots real, hollow ones simulated", drawn(), panels).svg();
    }

    /** Also those that only an earlier run measured. */
    private List<String> drawn() {
        Set<String> known = results.peers();
        return Options.PEERS.stream().filter(known::contains).toList();
    }

    private List<Point> points(Metric metric) {
        List<Point> points = new ArrayList<>();
        for (Crowd crowd : results.guests()) {
            for (String peer : drawn()) {
                results.median(crowd, peer, metric)
                        .ifPresent(value -> points.add(new Point(peer, crowd.guests(), crowd.simulated(), value)));
            }
        }
        return points;
    }

    private List<Target> targets() {
        return List.of(
                new Target("wall until delivered to Ceilometer's, 100 guests", toCeilometer(Metric.DELIVERED), 1.0 / 5),
                new Target("CPU in all to Ceilometer's, 100 guests", toCeilometer(Metric.TOTAL_CPU), 1.0 / 3),
                new Target("CPU of the agent to Ceilometer's, 100 guests", toCeilometer(Metric.AGENT_CPU), 1.0 / 20),
                new Target("wall to that of the C floor's calls in sequence, 100 guests", toFloor(), 1.1),
                new Target("the same, for our calls are parallel", toFloor(), 1),
                new Target("seconds of CPU per cycle, 10,000 guests, publishing included", seconds(), 1),
                new Target("MB of memory, 10,000 guests", value(TEN_THOUSAND, OURS, Metric.MEMORY), 256));
    }

    /** Nothing that a user pays for may have become dearer than chance explains, with any of the crowds. */
    private List<Target> besideBuilds() {
        List<Target> targets = new ArrayList<>();
        for (Crowd crowd : results.guests()) {
            for (String build : builds) {
                for (Metric metric : NO_DEARER) {
                    targets.add(new Target(
                            "%s to that of %s, %s".formatted(metric.title(), build, crowd),
                            Target.ratio(value(crowd, OURS, metric), value(crowd, build, metric)),
                            AS_CHEAP));
                }
            }
        }
        return targets;
    }

    private OptionalDouble toCeilometer(Metric metric) {
        return Target.ratio(value(HUNDRED, OURS, metric), value(HUNDRED, "ceilometer", metric));
    }

    private OptionalDouble toFloor() {
        return Target.ratio(value(HUNDRED, OURS, Metric.WALL), value(HUNDRED, "floor", Metric.WALL));
    }

    private OptionalDouble seconds() {
        OptionalDouble millis = value(TEN_THOUSAND, OURS, Metric.AGENT_CPU);
        return millis.isPresent() ? OptionalDouble.of(millis.getAsDouble() / 1000) : millis;
    }

    private OptionalDouble value(Crowd crowd, String peer, Metric metric) {
        return results.median(crowd, peer, metric);
    }
}
