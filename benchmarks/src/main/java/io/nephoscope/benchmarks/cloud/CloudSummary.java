package io.nephoscope.benchmarks.cloud;

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

/** What comes of it: the tables, the picture, and whether the targets are met. */
final class CloudSummary {

    private static final Scene TARGETED = new Scene(Load.PROJECTS, 20);
    private static final Scene TEN_THOUSAND = new Scene(Load.VOLUMES, 20);
    private static final Scene HUNDRED_THOUSAND = new Scene(Load.VOLUMES_100K, 20);
    private static final Scene DECLARED = new Scene(Load.DECLARED_100K, 5);
    private static final List<Metric> DRAWN = List.of(Metric.DELIVERED, Metric.AGENT_CPU);
    private static final List<String> PEERS = List.of(CloudOptions.OURS, CloudOptions.CEILOMETER);

    /** One request for each account, whose headers come with its containers, and one for the projects. */
    private static final int CALLS_OF_PROJECTS = 1_000 + 1;

    private static final int SHIPPED_HEAP = 256;

    private final Results<Scene> results;
    private final List<String> notes;

    /** @param notes on peers and on what was left out */
    CloudSummary(Results<Scene> results, List<String> notes) {
        this.results = results;
        this.notes = notes;
    }

    /** Writes the files, and prints what is in them. */
    void write(Path folder, PrintStream out) throws IOException {
        Files.createDirectories(folder);
        StringBuilder text = new StringBuilder(new Table<>(results, CloudOptions.OURS).markdown()).append('\n');
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        Files.writeString(folder.resolve("cloud.md"), text);
        Files.writeString(folder.resolve("cloud.svg"), chart());
        Files.writeString(folder.resolve(CloudValues.NAME), CloudValues.text(results));
        out.println();
        out.println(text);
        targets().forEach(target -> out.println(target.verdict()));
        out.println();
        out.println("Written: cloud.md, cloud.svg and cloud.csv (the values of all rounds) in " + folder);
    }

    private String chart() {
        Map<String, List<Point>> panels = new LinkedHashMap<>();
        for (Load load : Load.values()) {
            for (Metric metric : DRAWN) {
                panels.put("%s: %s, %s".formatted(load.title(), metric.title(), metric.unit()), points(load, metric));
            }
        }
        return new Chart("milliseconds that the cloud takes for each call", PEERS, panels).svg();
    }

    private List<Point> points(Load load, Metric metric) {
        List<Point> points = new ArrayList<>();
        for (Scene scene : results.guests()) {
            for (String peer : PEERS) {
                OptionalDouble value = results.median(scene, peer, metric);
                if (scene.load() == load && value.isPresent()) {
                    points.add(new Point(peer, scene.latencyMillis(), false, value.getAsDouble()));
                }
            }
        }
        return points;
    }

    List<Target> targets() {
        return List.of(
                new Target(
                        "until delivered to Ceilometer's, %s".formatted(TARGETED),
                        toCeilometer(TARGETED, Metric.DELIVERED),
                        1.0 / 15),
                new Target(
                        "CPU to Ceilometer's, %s".formatted(TARGETED),
                        toCeilometer(TARGETED, Metric.AGENT_CPU),
                        1.0 / 5),
                new Target("requests, %s".formatted(TARGETED), ours(TARGETED, Metric.CALLS), CALLS_OF_PROJECTS),
                new Target(
                        "MB of heap, %s".formatted(HUNDRED_THOUSAND),
                        ours(HUNDRED_THOUSAND, Metric.HEAP),
                        SHIPPED_HEAP),
                new Target(
                        "MB of memory, %s".formatted(HUNDRED_THOUSAND),
                        ours(HUNDRED_THOUSAND, Metric.MEMORY),
                        SHIPPED_HEAP),
                new Target("CPU of 100,000 volumes to that of 10,000", growth(Metric.AGENT_CPU), 10),
                new Target("until delivered of 100,000 volumes to that of 10,000", growth(Metric.DELIVERED), 10),
                new Target(
                        "CPU to Ceilometer's, %s".formatted(DECLARED), toCeilometer(DECLARED, Metric.AGENT_CPU), 0.1));
    }

    private OptionalDouble toCeilometer(Scene scene, Metric metric) {
        return Target.ratio(ours(scene, metric), results.median(scene, CloudOptions.CEILOMETER, metric));
    }

    private OptionalDouble growth(Metric metric) {
        return Target.ratio(ours(HUNDRED_THOUSAND, metric), ours(TEN_THOUSAND, metric));
    }

    private OptionalDouble ours(Scene scene, Metric metric) {
        return results.median(scene, CloudOptions.OURS, metric);
    }
}
