package io.nephoscope.benchmarks.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The figures of several runs, as tables in Markdown. */
final class CostReport {

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int MEBIBYTE = 1 << 20;

    private final List<String> totals = new ArrayList<>();
    private final List<String> stages = new ArrayList<>();

    CostReport() {
        totals.add(
                "| guests | Java | samples | CPU per sample: threads | process | allocated per sample, beside the body"
                        + " | body | CPU per cycle | heap in use: at most | after a collection | resident |");
        totals.add("|---|---|---|---|---|---|---|---|---|---|---|");
        stages.add(row(Stream.concat(
                Stream.of("guests", "Java"), Stream.of(Stage.values()).map(Stage::label))));
        stages.add(row(
                Stream.concat(Stream.of("---", "---"), Stream.of(Stage.values()).map(stage -> "---"))));
    }

    void add(int guests, String java, Figures run) {
        long samples = run.get("samples");
        long cycles = run.get("cycles");
        double cpu = sum(run, ".cpu");
        totals.add(row(Stream.of(
                "%,d".formatted(guests),
                java,
                "%,d".formatted(samples / cycles),
                micros(cpu / samples),
                micros(run.perSample("process.cpu")),
                bytes(sum(run, ".bytes") / samples - run.perSample("body.bytes")),
                bytes(run.perSample("body.bytes")),
                "%.2f s".formatted(cpu / cycles / NANOS_PER_SECOND),
                mebibytes(run.get("heap.peak")),
                mebibytes(run.get("heap.live")),
                mebibytes(run.get("resident.peak")))));
        stages.add(row(Stream.concat(
                Stream.of("%,d".formatted(guests), java),
                Stream.of(Stage.values())
                        .map(stage -> micros(run.perSample(stage.label() + ".cpu")) + ", "
                                + bytes(run.perSample(stage.label() + ".bytes"))))));
    }

    void print() {
        System.out.println("\n" + String.join("\n", totals));
        System.out.println("\nPer sample and stage; encoding includes the body:\n\n" + String.join("\n", stages));
    }

    private static double sum(Figures run, String what) {
        return Stream.of(Stage.values())
                .mapToLong(stage -> run.get(stage.label() + what))
                .sum();
    }

    private static String row(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String micros(double nanos) {
        return String.format(Locale.ROOT, "%.2f µs", nanos / NANOS_PER_MICRO);
    }

    private static String bytes(double bytes) {
        return String.format(Locale.ROOT, "%.0f B", bytes);
    }

    private static String mebibytes(long bytes) {
        return bytes / MEBIBYTE + " MB";
    }
}
