package io.nephoscope.tests.distribution;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** What an agent sent in one cycle: each pollster's samples once. */
record Round(List<JsonNode> samples) {

    /**
     * Tells cycles apart by the meters, each of which comes once per cycle with one timestamp.
     *
     * @param samples in the order in which they were sent
     */
    static List<Round> of(List<JsonNode> samples) {
        List<Round> rounds = new ArrayList<>();
        Map<String, String> timestamps = new HashMap<>();
        List<JsonNode> current = new ArrayList<>();
        for (JsonNode sample : samples) {
            String timestamp = sample.path("timestamp").asText();
            String known = timestamps.putIfAbsent(sample.path("counter_name").asText(), timestamp);
            if (known != null && !known.equals(timestamp)) {
                rounds.add(new Round(List.copyOf(current)));
                current.clear();
                timestamps.clear();
                timestamps.put(sample.path("counter_name").asText(), timestamp);
            }
            current.add(sample);
        }
        rounds.add(new Round(List.copyOf(current)));
        return rounds;
    }

    /** The first time that one of its pollsters was called. */
    String firstTimestamp() {
        return samples.stream()
                .map(sample -> sample.path("timestamp").asText())
                .min(String::compareTo)
                .orElse("");
    }

    /** The last time that one of its pollsters was called. */
    String lastTimestamp() {
        return samples.stream()
                .map(sample -> sample.path("timestamp").asText())
                .max(String::compareTo)
                .orElse("");
    }

    /** Whether all of it was read long enough before anything of the other. */
    boolean isBefore(Round other) {
        return times().max().orElse(0) <= other.times().min().orElse(0) - Volumes.SECOND;
    }

    private DoubleStream times() {
        return samples.stream()
                .map(sample -> sample.path("monotonic_time"))
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::asDouble);
    }

    /** The samples of rounds by their series, in order of time. */
    static Map<Series, List<JsonNode>> series(List<Round> rounds) {
        return rounds.stream()
                .flatMap(round -> round.samples().stream())
                .collect(groupingBy(Series::of, TreeMap::new, toList()));
    }
}
