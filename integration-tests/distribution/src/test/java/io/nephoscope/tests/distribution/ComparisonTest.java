package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A comparison is worth what it finds. */
class ComparisonTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GAUGE = """
            {"counter_name": "memory.usage", "counter_type": "gauge", "counter_unit": "MiB", "counter_volume": 8.0,
             "resource_id": "vm", "timestamp": "2026-11-22T00:00:0%1$d.000000", "monotonic_time": %1$d.5,
             "resource_metadata": {"name": "a", "flavor": {"vcpus": 1}, "state": "running"}}""";
    private static final String COUNTER =
            GAUGE.replace("gauge", "cumulative").replace("\"MiB\"", "\"B\"").replace("8.0", "%1$d000");

    @Test
    void findsNothingWhereAllIsEqual() {
        assertThat(differences(true, GAUGE, sample -> {})).isEmpty();
        assertThat(differences(false, COUNTER, sample -> {})).isEmpty();
    }

    @Test
    void findsAFieldOfOneSampleThatDiffers() {
        assertThat(differences(true, GAUGE, sample -> metadata(sample).put("state", "paused")))
                .containsExactly(
                        "stage: memory.usage of vm: resource_metadata.state: \"paused\" instead of \"running\"");
    }

    @Test
    void findsFieldsThatLackAndThatAreTooMany() {
        assertThat(differences(true, GAUGE, sample -> metadata(sample).remove("flavor")))
                .hasSize(1);
        assertThat(differences(true, GAUGE, sample -> metadata(sample).put("more", 1)))
                .hasSize(1);
    }

    @Test
    void findsAnotherKindOfNumberAndAnotherOrder() {
        assertThat(differences(true, GAUGE, sample -> metadata(sample)
                        .withObject("/flavor")
                        .put("vcpus", 1.0)))
                .hasSize(1);
        assertThat(differences(true, GAUGE, sample -> metadata(sample)
                        .set("name", metadata(sample).remove("name"))))
                .hasSize(1);
        assertThat(differences(true, GAUGE, sample -> sample.put("counter_volume", 8)))
                .isNotEmpty();
    }

    @Test
    void findsOtherFormsOfTimesAndIds() {
        assertThat(differences(true, GAUGE, sample -> sample.put("monotonic_time", 5)))
                .isNotEmpty();
        assertThat(differences(true, GAUGE, sample -> sample.put("message_id", "1")))
                .hasSize(1);
    }

    @Test
    void findsAVolumeThatMovedWhileNothingRan() {
        assertThat(differences(true, GAUGE, sample -> sample.put("counter_volume", 8.001)))
                .isNotEmpty();
    }

    @Test
    void findsACounterThatIsAheadOrBehind() {
        assertThat(differences(false, COUNTER, sample -> sample.put("counter_volume", 7000)))
                .isNotEmpty();
        assertThat(differences(false, COUNTER, sample -> sample.put("counter_volume", 1000)))
                .isNotEmpty();
    }

    @Test
    void takesAFieldThatDiffersForAReason() {
        assertThat(differences(true, GAUGE, sample -> sample.putNull("user_name")))
                .isEmpty();
        assertThat(differences(true, GAUGE.replace("MiB", "MB"), sample -> sample.put("counter_unit", "MiB")))
                .isEmpty();
        assertThat(differences(true, GAUGE, sample -> sample.put("counter_unit", "MB")))
                .hasSize(1);
    }

    @Test
    void findsASampleWithoutAVolumeThatOnlyWeSend() {
        String without = GAUGE.replace("8.0", "null");

        assertThat(differences(true, without, sample -> {})).isNotEmpty();
    }

    @Test
    void findsASeriesThatOnlyOneHas() {
        assertThat(differences(true, GAUGE, sample -> sample.put("resource_id", "other")))
                .containsExactly("stage: memory.usage of other: sent by us alone");
    }

    /** What is found where one of our samples, in the midst of a stage, is another. */
    private static Set<String> differences(boolean still, String template, Consumer<ObjectNode> change) {
        List<Round> theirs = rounds(template, sample -> {});
        List<Round> ours = rounds(template, sample -> {
            if (sample.path("timestamp").asText().contains(":05.")) {
                change.accept(sample);
            }
        });
        Stage stage = Stage.of("stage", still, "2026-11-22T00:00:01", ours, theirs);
        assertThat(stage.isTold()).isTrue();
        return new Comparison(stage, Explanations.COMPUTE, new TreeMap<>()).differences();
    }

    private static List<Round> rounds(String template, Consumer<ObjectNode> change) {
        return IntStream.range(1, 10)
                .mapToObj(second -> new Round(List.of(sample(template.formatted(second), change))))
                .toList();
    }

    private static JsonNode sample(String json, Consumer<ObjectNode> change) {
        try {
            ObjectNode sample = (ObjectNode) JSON.readTree(json);
            change.accept(sample);
            return sample;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode metadata(ObjectNode sample) {
        return sample.withObject("/resource_metadata");
    }
}
