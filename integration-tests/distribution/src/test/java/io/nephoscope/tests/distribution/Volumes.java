package io.nephoscope.tests.distribution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a volume that one agent read fits those that the other one read a second before and a second
 * after it, by the monotonic clock that both tell the time of: a second covers how long a reading takes.
 *
 * @param others what the other agent read of the same series, in order of time
 */
record Volumes(List<JsonNode> others) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
    static final double SECOND = 1;
    /** A gauge that moves may have moved further between the readings, by this part of it. */
    private static final double SWING = 0.05;

    /** How a volume fits. */
    enum Fit {
        /** It is what the other read all the time. */
        EQUAL,
        /** It lies between. */
        BETWEEN,
        WRONG,
        /** The other did not read at the right times to tell. */
        UNKNOWN
    }

    /** How the volume of a sample fits when nothing moved. */
    Fit fitStill(JsonNode sample) {
        return others.stream().allMatch(other -> volume(other).equals(volume(sample))) ? Fit.EQUAL : Fit.WRONG;
    }

    Fit fit(JsonNode sample) {
        if (fitStill(sample) == Fit.EQUAL) {
            return Fit.EQUAL;
        }
        Optional<JsonNode> before = others.stream()
                .filter(other -> time(other) <= time(sample) - SECOND)
                .reduce((first, second) -> second);
        Optional<JsonNode> after = others.stream()
                .filter(other -> time(other) >= time(sample) + SECOND)
                .findFirst();
        if (before.isEmpty() || after.isEmpty()) {
            return Fit.UNKNOWN;
        }
        List<JsonNode> around = others.stream()
                .filter(other -> time(before.get()) <= time(other) && time(other) <= time(after.get()))
                .toList();
        return isBetween(sample, around) ? Fit.BETWEEN : Fit.WRONG;
    }

    private static boolean isBetween(JsonNode sample, List<JsonNode> around) {
        double highest = volumes(around).max(Double::compare).orElseThrow();
        double lowest = volumes(around).min(Double::compare).orElseThrow();
        double slack = sample.path("counter_type").asText().equals("gauge") ? highest * SWING : 0;
        double volume = volume(sample).asDouble();
        return around.stream()
                        .allMatch(other -> volume(other).isIntegralNumber()
                                == volume(sample).isIntegralNumber())
                && lowest - slack <= volume
                && volume <= highest + slack;
    }

    private static Stream<Double> volumes(List<JsonNode> samples) {
        return samples.stream().map(sample -> volume(sample).asDouble());
    }

    /** The volume; a number that is written as a text, as Ceilometer's definitions may have it, is that number. */
    static JsonNode volume(JsonNode sample) {
        JsonNode volume = sample.path("counter_volume");
        if (!volume.isTextual() || !NUMBER.matcher(volume.asText()).matches()) {
            return volume;
        }
        try {
            return JSON.readTree(volume.asText());
        } catch (JsonProcessingException e) {
            throw new AssertionError(volume.asText(), e);
        }
    }

    /** The volumes in order of time, for people. */
    @Override
    public String toString() {
        return others.stream().map(Volumes::volume).toList().toString();
    }

    private static double time(JsonNode sample) {
        return sample.path("monotonic_time").asDouble();
    }
}
