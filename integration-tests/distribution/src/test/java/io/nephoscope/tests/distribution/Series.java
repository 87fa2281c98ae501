package io.nephoscope.tests.distribution;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
                .sorted(comparing(sample -> sample.path("timestamp").asText()))
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

    /** The lowest and the highest volume, further apart by the greatest step from one sample to the next. */
    boolean reaches(double volume) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        double step = 0;
        for (int i = 0; i < samples.size(); i++) {
            double own = volume(samples.get(i));
            lowest = Math.min(lowest, own);
            highest = Math.max(highest, own);
            step = i == 0 ? 0 : Math.max(step, Math.abs(own - volume(samples.get(i - 1))));
        }
        return lowest - step <= volume && volume <= highest + step;
    }

    boolean moves() {
        return samples.stream().map(Series::volume).distinct().count() > 1;
    }

    static double volume(JsonNode sample) {
        return sample.path("counter_volume").asDouble();
    }
}
