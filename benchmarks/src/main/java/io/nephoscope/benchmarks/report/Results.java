package io.nephoscope.benchmarks.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that was measured so far, by guests, in their order, and peer, in the order in which it came. Not thread-safe.
 *
 * @param <G> what tells guests apart
 */
public final class Results<G extends Comparable<G>> {

    private final SortedMap<G, Map<String, Map<Metric, List<Double>>>> values = new TreeMap<>();

    /** Adds a value of one round. */
    public void add(G guests, String peer, Metric metric, double value) {
        values.computeIfAbsent(guests, key -> new LinkedHashMap<>())
                .computeIfAbsent(peer, key -> new EnumMap<>(Metric.class))
                .computeIfAbsent(metric, key -> new ArrayList<>())
                .add(value);
    }

    /** The guests that something is known of. */
    public Set<G> guests() {
        return values.keySet();
    }

    /** The peers that polled these guests. */
    public Set<String> peers(G guests) {
        return values.getOrDefault(guests, Map.of()).keySet();
    }

    /** All peers that polled any guests. */
    public Set<String> peers() {
        return values.values().stream()
                .flatMap(peers -> peers.keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The values of the rounds, in their order. */
    public List<Double> values(G guests, String peer, Metric metric) {
        return values.getOrDefault(guests, Map.of())
                .getOrDefault(peer, Map.of())
                .getOrDefault(metric, List.of());
    }

    /** The median of the rounds. */
    public OptionalDouble median(G guests, String peer, Metric metric) {
        return Median.of(values(guests, peer, metric));
    }
}
