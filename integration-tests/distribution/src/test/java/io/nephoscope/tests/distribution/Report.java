package io.nephoscope.tests.distribution;

import io.nephoscope.tests.distribution.Comparison.Row;
import io.nephoscope.tests.distribution.Volumes.Fit;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * A comparison with Ceilometer, for people.
 *
 * @param introduction what was compared
 * @param rows by meter
 */
record Report(String introduction, Explained explained, Map<String, Row> rows, Set<String> differences) {

    private static final String HEAD = """
            # Beside Ceilometer 19

            %s

            | meter | series | fields equal | volumes equal | volumes between | not told | explained differences |
            |---|---|---|---|---|---|---|""";

    String text() {
        List<String> lines = new ArrayList<>(List.of(HEAD.formatted(introduction)));
        rows.forEach((meter, row) -> lines.add(line(meter, row)));
        lines.add("");
        lines.add("In all: " + summary() + ".");
        lines.add("");
        explained.texts().forEach(text -> lines.add("- " + text));
        lines.addAll(List.of("", "Meters that Ceilometer 19 does not have:", ""));
        list(lines, explained.meters());
        lines.addAll(List.of("", "Meters that Ceilometer 19 has and never sends, or that are no more:", ""));
        list(lines, explained.neverSent());
        lines.add("");
        differences.forEach(difference -> lines.add("- DIFFERENT: " + difference));
        return String.join("\n", lines) + "\n";
    }

    /** Keeps it in a file of target/, and its figures with the other figures. */
    void keep(String file, String what) throws IOException {
        Files.createDirectories(Agent.ROOT.resolve("target"));
        Files.writeString(Agent.ROOT.resolve("target").resolve(file), text());
        Figures.record(what, summary());
    }

    private static void list(List<String> lines, Map<String, String> reasons) {
        new TreeMap<>(reasons).forEach((name, reason) -> lines.add("- " + name + ": " + reason));
    }

    private static String line(String meter, Row row) {
        List<String> explained = new ArrayList<>();
        row.explained.forEach((field, count) -> explained.add(field + " (" + count + ")"));
        return "| %s | %d | %d | %d | %d | %d | %s |"
                .formatted(
                        meter,
                        row.series.size(),
                        row.fields,
                        row.volumes(Fit.EQUAL),
                        row.volumes(Fit.BETWEEN),
                        row.volumes(Fit.UNKNOWN),
                        String.join(", ", explained));
    }

    String summary() {
        return "%d meters, %d fields and %d volumes equal, %d volumes between two readings of the other, %d fields differ for a reason, %d without"
                .formatted(
                        rows.size(),
                        sum(row -> row.fields),
                        sum(row -> row.volumes(Fit.EQUAL)),
                        sum(row -> row.volumes(Fit.BETWEEN)),
                        sum(row -> row.explained.values().stream()
                                .mapToInt(count -> count)
                                .sum()),
                        differences.size());
    }

    private int sum(ToIntFunction<Row> figure) {
        return rows.values().stream().mapToInt(figure).sum();
    }
}
