package io.nephoscope.tests.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nephoscope.tests.distribution.Stage.Half;
import io.nephoscope.tests.distribution.Volumes.Fit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Our samples beside Ceilometer's in one stage: each sample and each field. */
final class Comparison {

    /** What became of one meter. */
    static final class Row {
        final Set<String> series = new TreeSet<>();
        final Map<Fit, Integer> volumes = new EnumMap<>(Fit.class);
        final Map<String, Integer> explained = new TreeMap<>();
        int fields;

        int volumes(Fit fit) {
            return volumes.getOrDefault(fit, 0);
        }
    }

    private final Stage stage;
    private final Explained explained;
    private final Map<String, Row> rows;
    private final Set<String> differences = new LinkedHashSet<>();

    /** @param rows is added to */
    Comparison(Stage stage, Explained explained, Map<String, Row> rows) {
        this.stage = stage;
        this.explained = explained;
        this.rows = rows;
    }

    /** @return what differs though nothing explains it */
    Set<String> differences() {
        Map<Series, List<JsonNode>> ours = stage.ours().series();
        Map<Series, List<JsonNode>> theirs = stage.theirs().series();
        ours.keySet().removeIf(series -> explained.meters().containsKey(series.meter()));
        theirs.entrySet().removeIf(entry -> isUnsent(entry.getKey(), entry.getValue()));
        missing("sent by Ceilometer alone", theirs.keySet(), ours.keySet());
        missing("sent by us alone", ours.keySet(), theirs.keySet());
        ours.keySet().retainAll(theirs.keySet());
        ours.forEach((series, samples) -> {
            Row row = row(series);
            row.series.add(series.resource());
            compareForms(row, series, samples, theirs.get(series));
            if (!series.meter().endsWith(Totals.DELTA)) {
                compareVolumes(row, series, stage.theirs(), stage.ours());
                compareVolumes(row, series, stage.ours(), stage.theirs());
            }
        });
        return differences;
    }

    private Row row(Series series) {
        return rows.computeIfAbsent(series.meter(), meter -> new Row());
    }

    /** Whether nothing of a series of Ceilometer's is worth sending. */
    private boolean isUnsent(Series series, List<JsonNode> samples) {
        boolean unsent = samples.stream().allMatch(Explained::isUnsent);
        if (unsent) {
            row(series).explained.merge("counter_volume", samples.size(), Integer::sum);
        }
        return unsent;
    }

    private void missing(String what, Set<Series> there, Set<Series> here) {
        Set<Series> more = new TreeSet<>(there);
        more.removeAll(here);
        more.forEach(series -> differ(series, what));
    }

    /** Nothing but volumes changes in a stage, so each sample has to look like each other one. */
    private void compareForms(Row row, Series series, List<JsonNode> ours, List<JsonNode> theirs) {
        Set<ObjectNode> reference = new HashSet<>();
        theirs.forEach(sample -> reference.add(Forms.of(sample)));
        if (reference.size() > 1) {
            differ(series, "Ceilometer's own samples differ in this stage: " + reference);
        }
        ObjectNode form = reference.iterator().next();
        ours.forEach(sample -> compareFields(row, series, "", Forms.of(sample), form));
    }

    private void compareFields(Row row, Series series, String prefix, JsonNode ours, JsonNode theirs) {
        if (!common(ours, theirs).equals(common(theirs, ours))) {
            differ(series, "order of " + prefix + ": " + common(ours, theirs) + " instead of " + common(theirs, ours));
        }
        Set<String> names = new TreeSet<>();
        ours.fieldNames().forEachRemaining(names::add);
        theirs.fieldNames().forEachRemaining(names::add);
        names.forEach(name -> compareField(row, series, prefix + name, List.of(ours.path(name), theirs.path(name))));
    }

    /** The names of one that the other has too, in its order. */
    private static List<String> common(JsonNode one, JsonNode other) {
        List<String> names = new ArrayList<>();
        one.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> !other.has(name));
        return names;
    }

    private void compareField(Row row, Series series, String name, List<JsonNode> pair) {
        JsonNode ours = pair.get(0);
        JsonNode theirs = pair.get(1);
        if (ours.isObject() && theirs.isObject() && !ours.isEmpty()) {
            compareFields(row, series, name + ".", ours, theirs);
        } else if (ours.equals(theirs)) {
            row.fields++;
        } else if (explained.reason(series, name, ours, theirs).isPresent()) {
            row.explained.merge(name, 1, Integer::sum);
        } else {
            differ(series, name + ": " + ours + " instead of " + theirs);
        }
    }

    private void compareVolumes(Row row, Series series, Half one, Half other) {
        Volumes volumes = new Volumes(other.read(series));
        Set<Fit> fits = EnumSet.noneOf(Fit.class);
        for (JsonNode sample : one.settled(series)) {
            Fit fit = stage.mayMove(series) ? volumes.fit(sample) : volumes.fitStill(sample);
            row.volumes.merge(fit, 1, Integer::sum);
            fits.add(fit);
            if (fit == Fit.WRONG) {
                differ(series, one.agent() + " read " + Volumes.volume(sample) + ", " + other.agent() + " " + volumes);
            }
        }
        if (fits.equals(Set.of(Fit.UNKNOWN))) {
            differ(series, other.agent() + " did not read before and after " + one.agent());
        }
    }

    private void differ(Series series, String what) {
        differences.add(stage.name() + ": " + series + ": " + what);
    }
}
