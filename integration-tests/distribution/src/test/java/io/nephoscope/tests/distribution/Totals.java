package io.nephoscope.tests.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rule by which deltas follow from totals: at first 0, then the growth, and the total where it began
 * anew. Where an agent read an interface without telling of the total, because the guest came up in the
 * midst of a cycle, nothing can be said of the next change.
 */
final class Totals {

    static final String DELTA = ".delta";

    private static final List<String> COUNTERS = List.of("network.incoming.bytes", "network.outgoing.bytes");

    private final Map<Series, OptionalLong> before = new HashMap<>();
    private final Set<String> wrong = new LinkedHashSet<>();

    private Totals() {}

    /** @return the deltas of an agent's cycles that do not follow from its own totals */
    static Set<String> changesOf(List<Round> rounds) {
        Totals totals = new Totals();
        rounds.subList(0, rounds.size() - 1).forEach(totals::check);
        return totals.wrong;
    }

    private void check(Round round) {
        Map<Series, List<JsonNode>> series = Round.series(List.of(round));
        Set<String> read = new TreeSet<>();
        series.keySet().stream()
                .filter(key -> key.meter().startsWith("network."))
                .forEach(key -> read.add(key.resource()));
        for (String counter : COUNTERS) {
            read.forEach(resource -> check(counter, resource, series));
        }
    }

    private void check(String counter, String resource, Map<Series, List<JsonNode>> series) {
        Series key = new Series(counter, resource);
        OptionalLong total = volume(series, key);
        OptionalLong delta = volume(series, new Series(counter + DELTA, resource));
        OptionalLong last = before.containsKey(key) ? before.get(key) : total;
        before.put(key, total);
        if (total.isPresent() && delta.isPresent() && last.isPresent()) {
            long change = total.getAsLong() - last.getAsLong();
            if (delta.getAsLong() != (change < 0 ? total.getAsLong() : change)) {
                wrong.add(key + ": " + delta + " where " + total + " followed " + last);
            }
        }
    }

    private static OptionalLong volume(Map<Series, List<JsonNode>> series, Series key) {
        return series.getOrDefault(key, List.of()).stream()
                .mapToLong(sample -> Volumes.volume(sample).asLong())
                .findFirst();
    }
}
