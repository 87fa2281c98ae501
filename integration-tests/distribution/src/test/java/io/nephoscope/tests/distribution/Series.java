package io.nephoscope.tests.distribution;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.JsonNode;

/** Whose volumes follow one another: a meter of a resource. */
record Series(String meter, String resource) implements Comparable<Series> {

    static Series of(JsonNode sample) {
        return new Series(
                sample.path("counter_name").asText(), sample.path("resource_id").asText());
    }

    @Override
    public int compareTo(Series other) {
        return comparing(Series::meter).thenComparing(Series::resource).compare(this, other);
    }

    @Override
    public String toString() {
        return meter + " of " + resource;
    }
}
