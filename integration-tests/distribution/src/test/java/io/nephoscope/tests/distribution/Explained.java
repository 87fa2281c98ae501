package io.nephoscope.tests.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Where today's Ceilometer, which we follow, differs from Ceilometer 19, which Debian 12 has.
 *
 * @param reasons why fields differ
 * @param meters those that Ceilometer 19 does not have
 * @param neverSent those that Ceilometer 19 names and never sends, or that no longer exist
 */
record Explained(List<Reason> reasons, Map<String, String> meters, Map<String, String> neverSent) {

    /** Consumers drop a sample without a volume that is a number. */
    static final String NO_VOLUME = "counter_volume: null or a word, and so not sent: consumers drop it";

    /**
     * Why a field differs.
     *
     * @param meter the meters that it is true of, by the beginning of their names
     */
    record Reason(String meter, String field, BiPredicate<JsonNode, JsonNode> fits, String text) {

        /** A field that Ceilometer 19 does not have. */
        static Reason since(String meter, String field, String text) {
            return new Reason(meter, field, (ours, theirs) -> theirs.isMissingNode(), text);
        }

        /** A field that Ceilometer 19 alone has. */
        static Reason until(String meter, String field, String text) {
            return new Reason(meter, field, (ours, theirs) -> ours.isMissingNode(), text);
        }

        /** A field that had another value. */
        static Reason changed(String meter, String field, BiPredicate<String, String> fits, String text) {
            return new Reason(meter, field, (ours, theirs) -> fits.test(ours.asText(), theirs.asText()), text);
        }

        @Override
        public String toString() {
            return (meter.isEmpty() ? "" : meter + ", ") + field + ": " + text;
        }
    }

    /** The reason why a field differs, if there is one. */
    Optional<Reason> reason(Series series, String field, JsonNode ours, JsonNode theirs) {
        return reasons.stream()
                .filter(reason -> series.meter().startsWith(reason.meter())
                        && reason.field().equals(field))
                .filter(reason -> reason.fits().test(ours, theirs))
                .findFirst();
    }

    /** Whether a sample of Ceilometer's has no counterpart. */
    static boolean isUnsent(JsonNode theirs) {
        JsonNode volume = Volumes.volume(theirs);
        return volume.isNull() || volume.isTextual();
    }

    /** All reasons, for people. */
    Stream<String> texts() {
        return Stream.concat(Stream.of(NO_VOLUME), reasons.stream().map(Reason::toString));
    }
}
