package io.nephoscope.tests.distribution;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The samples of one meter of one resource, in order of time. */
record Series(String meter, String resource, List<JsonNode> samples) {

    /** Which series it is. */
    record Key(String meter, String resource) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            return comparing(Key::meter).thenComparing(Key::resource).compare(this, other);
        }
    }

    static Map<Key, Series> of(List<JsonNode> samples) {
        Map<Key, List<JsonNode>> groups = samples.stream()
                .sorted(comparing(Series::time))
                .collect(groupingBy(Series::key, TreeMap::new, toList()));
        Map<Key, Series> series = new TreeMap<>();
        groups.forEach((key, group) -> series.put(key, new Series(key.meter(), key.resource(), group)));
        return series;
    }

    private static Key key(JsonNode sample) {
        return new Key(
                sample.path("counter_name").asText(), sample.path("resource_id").asText());
    }

    JsonNode first() {
        return samples.get(0);
    }

    private JsonNode last() {
        return samples.get(samples.size() - 1);
    }

    private static String time(JsonNode sample) {
        return sample.path("timestamp").asText();
    }

    /** Whether a sample was taken between the first and the last of these. */
    boolean spans(JsonNode sample) {
        return time(first()).compareTo(time(sample)) <= 0 && time(sample).compareTo(time(last())) <= 0;
    }

    /**
     * Whether a volume lies between the lowest and the highest of these, or no further beyond than they
     * step from one to the next. A gauge that moves may have moved in between: five percent are granted.
     */
    boolean reaches(double volume) {
        double[] volumes = samples.stream().mapToDouble(Series::volume).toArray();
        double lowest = Arrays.stream(volumes).min().orElseThrow();
        double highest = Arrays.stream(volumes).max().orElseThrow();
        double step = IntStream.range(1, volumes.length)
                .mapToDouble(i -> Math.abs(volumes[i] - volumes[i - 1]))
                .max()
                .orElse(0);
        double slack = isGauge() ? Math.max(step, highest * 0.05) : step;
        return lowest - slack <= volume && volume <= highest + slack;
    }

    private boolean isGauge() {
        return first().path("counter_type").asText().equals("gauge");
    }

    boolean moves() {
        return samples.stream().map(Series::volume).distinct().count() > 1;
    }

    static double volume(JsonNode sample) {
        return sample.path("counter_volume").asDouble();
    }
}
