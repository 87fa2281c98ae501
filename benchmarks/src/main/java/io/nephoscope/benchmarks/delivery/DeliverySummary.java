package io.nephoscope.benchmarks.delivery;

import io.nephoscope.benchmarks.report.Metric;
import io.nephoscope.benchmarks.report.Results;
import io.nephoscope.benchmarks.report.Table;
import io.nephoscope.benchmarks.report.Target;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What comes of it: the table, and whether the targets are met. */
final class DeliverySummary {

    private static final double OF_CEILOMETERS = 3;
    private static final double OF_MEMORYS = 0.85;
    private static final double OF_PERF_TESTS = 0.85;
    private static final double JOURNALS_SHARE = 0.05;

    private final Results<QueueKind> results;
    private final JournalCost cost;
    private final List<String> notes;

    /** @param notes on the machine, and on what was left out */
    DeliverySummary(Results<QueueKind> results, JournalCost cost, List<String> notes) {
        this.results = results;
        this.cost = cost;
        this.notes = notes;
    }

    /** Writes the files, and prints what is in them. */
    void write(Path folder, PrintStream out) throws IOException {
        Files.createDirectories(folder);
        String text = text();
        Files.writeString(folder.resolve("delivery.md"), text);
        Files.writeString(folder.resolve("delivery.csv"), values());
        out.println();
        out.println(text);
        targets().forEach(target -> out.println(target.verdict()));
        out.println();
        out.println("Written: delivery.md and delivery.csv (the values of all rounds) in " + folder);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        text.append('\n').append(new Table<>(results, DeliveryOptions.DISK).markdown());
        return text.append('\n').append(cost.text()).append('\n').toString();
    }

    String values() {
        StringBuilder text = new StringBuilder("queue,peer,metric,round,value\n");
        for (QueueKind queue : results.guests()) {
            for (String peer : results.peers(queue)) {
                for (Metric metric : Metric.values()) {
                    List<Double> values = results.values(queue, peer, metric);
                    for (int i = 0; i < values.size(); i++) {
                        text.append("%s,%s,%s,%d,%s%n".formatted(queue.label(), peer, metric, i + 1, values.get(i)));
                    }
                }
            }
        }
        return text.toString();
    }

    /** All are said as what may be at most, so the slower side is what is divided. */
    List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        for (QueueKind queue : results.guests()) {
            targets.add(new Target(
                    "samples per second of Ceilometer to ours with the journal, %s".formatted(queue),
                    ratio(queue, Metric.RATE, DeliveryOptions.CEILOMETER, DeliveryOptions.DISK),
                    1 / OF_CEILOMETERS));
            targets.add(new Target(
                    "samples per second without the journal to with it, %s".formatted(queue),
                    ratio(queue, Metric.RATE, DeliveryOptions.MEMORY, DeliveryOptions.DISK),
                    1 / OF_MEMORYS));
            targets.add(new Target(
                    "bytes per second of PerfTest to ours without the journal, %s".formatted(queue),
                    ratio(queue, Metric.BYTES, DeliveryOptions.PERF_TEST, DeliveryOptions.MEMORY),
                    1 / OF_PERF_TESTS));
        }
        targets.add(new Target("the journal's share of the agent's CPU, 100 guests", cost.share(), JOURNALS_SHARE));
        return targets;
    }

    private OptionalDouble ratio(QueueKind queue, Metric metric, String of, String to) {
        return Target.ratio(results.median(queue, of, metric), results.median(queue, to, metric));
    }
}
