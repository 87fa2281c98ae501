package io.nephoscope.benchmarks.report;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The medians as Markdown, a table for each crowd of guests. In brackets: how many times as much as ours.
 *
 * @param <G> what tells guests apart
 */
public final class Table<G extends Comparable<G>> {

    private static final String MISSING = "–";

    private final Results<G> results;
    private final String ours;

    /** @param ours the peer that the others are compared with */
    public Table(Results<G> results, String ours) {
        this.results = results;
        this.ours = ours;
    }

    /** All tables, each with a heading. */
    public String markdown() {
        return results.guests().stream()
                .map(guests -> "### %s\n\n%s".formatted(guests, table(guests)))
                .collect(joining("\n"));
    }

    private String table(G guests) {
        List<Metric> columns = Arrays.stream(Metric.values())
                .filter(metric -> results.peers(guests).stream()
                        .anyMatch(peer -> !results.values(guests, peer, metric).isEmpty()))
                .toList();
        return row(Stream.concat(Stream.of("peer"), columns.stream().map(Table::heading)))
                + row(Stream.concat(Stream.of("---"), columns.stream().map(column -> "--:")))
                + results.peers(guests).stream()
                        .map(peer -> row(Stream.concat(
                                Stream.of(peer), columns.stream().map(metric -> cell(guests, peer, metric)))))
                        .collect(joining());
    }

    private static String heading(Metric metric) {
        return metric.unit().isEmpty() ? metric.title() : metric.title() + ", " + metric.unit();
    }

    private static String row(Stream<String> cells) {
        return cells.collect(joining(" | ", "| ", " |\n"));
    }

    private String cell(G guests, String peer, Metric metric) {
        OptionalDouble value = results.median(guests, peer, metric);
        if (value.isEmpty()) {
            return MISSING;
        }
        OptionalDouble ratio = Target.ratio(value, results.median(guests, ours, metric));
        return number(value.getAsDouble())
                + (peer.equals(ours) || ratio.isEmpty() ? "" : " (" + number(ratio.getAsDouble()) + "×)");
    }

    /** With as many digits as mean something: two or three. */
    static String number(double value) {
        String form = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, form, value);
    }
}
