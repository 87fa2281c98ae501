package io.nephoscope.tests.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Our samples beside Ceilometer's, field by field. */
final class Comparison {

    /** Fields that differ from sample to sample by their nature. */
    private static final Set<String> OWN = Set.of("message_id", "message_signature", "timestamp", "monotonic_time");

    /** Where today's Ceilometer, which we follow, differs from Ceilometer 19, which Debian 12 has. */
    private static final Map<String, String> NEWER = Map.of(
            "counter_unit", "MiB since Ceilometer 26, MB before",
            "user_name", "present since Ceilometer 20",
            "project_name", "present since Ceilometer 20",
            "resource_metadata.image_meta", "present since Ceilometer 25",
            "resource_metadata.flavor.extra_specs", "present since Ceilometer 25");

    /** What became of one meter. */
    private static final class Row {
        private int series;
        private int fields;
        private int samples;
        private int moving;
        private final Set<String> explained = new TreeSet<>();
    }

    private final Map<String, Row> rows = new TreeMap<>();
    private final Set<String> differences = new LinkedHashSet<>();

    void compare(Series ours, Series theirs) {
        Row row = rows.computeIfAbsent(ours.meter(), meter -> new Row());
        row.series++;
        row.moving += theirs.moves() ? 1 : 0;
        compareFields(row, "", ours.first(), theirs.first());
        List<JsonNode> meanwhile = ours.samples().stream().filter(theirs::spans).toList();
        row.samples += meanwhile.size();
        if (meanwhile.isEmpty()) {
            differences.add(ours.meter() + " of " + ours.resource() + ": not polled while Ceilometer polled it");
        }
        meanwhile.forEach(sample -> compareVolume(sample.path("counter_volume"), theirs));
    }

    private void compareFields(Row row, String prefix, JsonNode ours, JsonNode theirs) {
        Set<String> names = new TreeSet<>();
        ours.fieldNames().forEachRemaining(names::add);
        theirs.fieldNames().forEachRemaining(names::add);
        if (prefix.isEmpty()) {
            names.removeAll(OWN);
            names.remove("counter_volume");
        }
        for (String name : names) {
            compareField(row, prefix + name, ours.path(name), theirs.path(name));
        }
    }

    private void compareField(Row row, String name, JsonNode ours, JsonNode theirs) {
        if (ours.isObject() && theirs.isObject() && !ours.isEmpty()) {
            compareFields(row, name + ".", ours, theirs);
        } else if (ours.equals(theirs)) {
            row.fields++;
        } else if (isExplained(name, ours, theirs)) {
            row.explained.add(name);
        } else {
            differences.add(name + ": " + ours + " instead of " + theirs);
        }
    }

    private static boolean isExplained(String name, JsonNode ours, JsonNode theirs) {
        if (name.equals("counter_unit")) {
            return theirs.asText().equals("MB") && ours.asText().equals("MiB");
        }
        return NEWER.containsKey(name) && theirs.isMissingNode();
    }

    private void compareVolume(JsonNode ours, Series theirs) {
        boolean sameKind = theirs.samples().stream()
                .anyMatch(sample -> sample.path("counter_volume").isIntegralNumber() == ours.isIntegralNumber());
        if (!sameKind || !theirs.reaches(ours.asDouble())) {
            differences.add(theirs.meter() + " of " + theirs.resource() + ": " + ours + " instead of "
                    + theirs.samples().stream()
                            .map(sample -> sample.path("counter_volume"))
                            .toList());
        }
    }

    /** What differs though nothing explains it. */
    Set<String> differences() {
        return differences;
    }

    int fields() {
        return rows.values().stream().mapToInt(row -> row.fields).sum();
    }

    Set<String> meters() {
        return rows.keySet();
    }

    /** A table in Markdown. */
    String report() {
        List<String> lines = new ArrayList<>(List.of(
                "# Beside Ceilometer 19",
                "",
                "The same guests, polled by Debian's ceilometer-polling and by Nephoscope at the same time. A volume is right"
                        + " when it lies within the movement of Ceilometer's own polls (a gauge: or within 5 % of it).",
                "",
                "| meter | series | of these moving | samples | fields equal | explained differences |",
                "|---|---|---|---|---|---|"));
        rows.forEach((meter, row) -> lines.add("| " + meter + " | " + row.series + " | " + row.moving + " | "
                + row.samples + " | " + row.fields + " | " + String.join(", ", row.explained) + " |"));
        lines.add("");
        lines.add("Fields compared: " + fields() + " equal, " + differences.size() + " different without reason.");
        lines.add("");
        new TreeMap<>(NEWER).forEach((field, reason) -> lines.add("- " + field + ": " + reason));
        differences.forEach(difference -> lines.add("- DIFFERENT: " + difference));
        return String.join("\n", lines) + "\n";
    }
}
