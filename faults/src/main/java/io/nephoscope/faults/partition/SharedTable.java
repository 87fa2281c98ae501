package io.nephoscope.faults.partition;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Rows as Markdown. */
final class SharedTable {

    private static final List<String> COLUMNS = List.of(
            "fault",
            "agents",
            "engine",
            "slots due",
            "samples due",
            "lost",
            "doubled",
            "raw doubles",
            "late, %",
            "latest poll, s",
            "latest arrival, s",
            "moves",
            "ideal",
            "longest pause, s",
            "max/mean",
            "took, s",
            "seed");
    private static final int WORDS = 3;
    private static final double MILLIS = 1000;
    private static final double PERCENT = 100;

    private final List<SharedRow> rows = new ArrayList<>();

    void add(SharedRow row) {
        rows.add(row);
    }

    List<SharedRow> rows() {
        return List.copyOf(rows);
    }

    String markdown() {
        return line(COLUMNS.stream())
                + line(COLUMNS.stream().map(column -> COLUMNS.indexOf(column) < WORDS ? "---" : "--:"))
                + rows.stream().map(row -> line(cells(row))).collect(joining());
    }

    private static Stream<String> cells(SharedRow row) {
        SharedVerdict verdict = row.verdict();
        return Stream.of(
                row.fault().title(),
                row.heading().peer(),
                row.heading().engine().option(),
                number(verdict.slots()),
                number(verdict.due()),
                number(verdict.lost()),
                number(verdict.doubles().silent()),
                number(verdict.doubles().raw()),
                String.format(Locale.ROOT, "%.2f", PERCENT * verdict.timing().late() / verdict.due()),
                seconds(verdict.timing().latestPoll()),
                seconds(verdict.timing().latestArrival()),
                number(verdict.moves()),
                number(row.ideal()),
                seconds(verdict.timing().longestPause()),
                String.format(Locale.ROOT, "%.2f", verdict.imbalance()),
                Long.toString(row.took().toSeconds()),
                Long.toString(row.heading().seed()));
    }

    private static String line(Stream<String> cells) {
        return cells.collect(joining(" | ", "| ", " |\n"));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / MILLIS);
    }
}
