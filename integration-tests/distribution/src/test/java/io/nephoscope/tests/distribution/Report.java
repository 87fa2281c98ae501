package io.nephoscope.tests.distribution;

import io.nephoscope.tests.distribution.Comparison.Row;
import io.nephoscope.tests.distribution.Volumes.Fit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * The comparison with Ceilometer, for people.
 *
 * @param rows by meter
 */
record Report(Map<String, Row> rows, Set<String> differences) {

    private static final List<String> HEAD = List.of(
            "# Beside Ceilometer 19",
            "",
            "The same guests, polled every second by Debian's ceilometer-polling and by Nephoscope: running, then all paused,"
                    + " then one of them shut off, then running again. Each sample of one is compared with those of the"
                    + " other, field by field. A volume is equal when the other one read nothing else in the same"
                    + " stage, as it has to be while nothing runs (memory.resident and incoming packets apart), and else lies between what the"
                    + " other one read a second before and after (a gauge: or within 5 % of that); where a stage begins or ends, there may be no reading to tell by. Deltas are"
                    + " held against the totals of the same agent instead.",
            "",
            "| meter | series | fields equal | volumes equal | volumes between | not told | explained differences |",
            "|---|---|---|---|---|---|---|");

    String text() {
        List<String> lines = new ArrayList<>(HEAD);
        rows.forEach((meter, row) -> lines.add(line(meter, row)));
        lines.add("");
        lines.add("In all: " + summary() + ".");
        lines.add("");
        lines.add("- counter_unit: " + Explained.UNIT);
        list(lines, Explained.FIELDS);
        lines.add("- network.outgoing.bytes.delta: Ceilometer 19 publishes it as network.outgoing.packets.delta");
        lines.addAll(List.of("", "Meters that Ceilometer 19 does not have:", ""));
        list(lines, Explained.METERS);
        lines.addAll(List.of("", "Meters that Ceilometer 19 has and never sends:", ""));
        list(lines, Explained.NEVER_SENT);
        lines.add("");
        differences.forEach(difference -> lines.add("- DIFFERENT: " + difference));
        return String.join("\n", lines) + "\n";
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
