package io.nephoscope.faults.report;

import static java.util.stream.Collectors.joining;

import io.nephoscope.faults.oracle.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Rows as Markdown. */
public final class FaultTable {

    private static final List<String> COLUMNS = List.of(
            "fault",
            "agent",
            "slots due",
            "polled",
            "told as gaps",
            "samples due",
            "lost",
            "in flight at a kill",
            "doubled silently",
            "raw doubles",
            "late",
            "longest pause, s",
            "catching up, × live",
            "live ones late, s",
            "memory, MB",
            "memory afterwards, MB",
            "journal, MB",
            "took, s",
            "seed");
    private static final double MEGA = 1 << 20;
    private static final double MILLIS = 1000;

    private final List<Row> rows = new ArrayList<>();

    /** Adds a row. */
    public void add(Row row) {
        rows.add(row);
    }

    /** All rows so far. */
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The table. */
    public String markdown() {
        return line(COLUMNS.stream())
                + line(COLUMNS.stream().map(column -> COLUMNS.indexOf(column) < 2 ? "---" : "--:"))
                + rows.stream().map(row -> line(cells(row))).collect(joining());
    }

    private static Stream<String> cells(Row row) {
        Verdict verdict = row.cost().verdict();
        return Stream.of(
                row.title(),
                row.peer(),
                number(verdict.slots().due()),
                number(verdict.slots().polled()),
                number(row.cost().gaps()),
                number(verdict.samples().due()),
                number(verdict.samples().lost()),
                number(verdict.samples().inFlight()),
                number(verdict.doubles().silent()),
                number(verdict.doubles().raw()),
                number(verdict.samples().late()),
                decimal(verdict.timing().longestPause().toMillis() / MILLIS),
                row.cost().times() > 0
                        ? String.format(Locale.ROOT, "%.0f", row.cost().times())
                        : "–",
                decimal(row.cost().catchUp().liveLateness().toMillis() / MILLIS),
                String.format(Locale.ROOT, "%.0f", row.cost().peak().memoryBytes() / MEGA),
                String.format(Locale.ROOT, "%.0f", row.cost().peakAfterwards().memoryBytes() / MEGA),
                decimal(row.cost().peak().or(row.cost().peakAfterwards()).storeBytes() / MEGA),
                String.format(Locale.ROOT, "%.0f", row.cost().took().toMillis() / MILLIS),
                Long.toString(row.seed()));
    }

    private static String line(Stream<String> cells) {
        return cells.collect(joining(" | ", "| ", " |\n"));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
