package io.nephoscope.pollsters.dynamic.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.pollsters.dynamic.definition.DefinitionFile;
import io.nephoscope.testkit.RecordingPoll;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Definitions and answers of which Ceilometer made samples, or did not. */
class CeilometerVectorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Resource ENDPOINT = Resource.of("http://service:1");
    private static final String ADDRESS = "http://service:1/v1/test";

    private static Stream<Arguments> named(String group, String label) throws IOException {
        try (InputStream in = CeilometerVectorsTest.class.getResourceAsStream("/ceilometer-dynamic-pollsters.json")) {
            return StreamSupport.stream(JSON.readTree(in).path(group).spliterator(), false)
                    .map(each -> Arguments.of(each.path(label).asText(), each));
        }
    }

    static Stream<Arguments> endToEnd() throws IOException {
        return named("end_to_end", "case");
    }

    static Stream<Arguments> names() throws IOException {
        return named("name_validation", "name");
    }

    /** Ceilometer gives up the whole pollster where one entry is odd; here it costs itself alone, and is told. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("endToEnd")
    void makesTheSamplesOfCeilometer(String name, JsonNode vector) throws Exception {
        RecordingPoll poll = new RecordingPoll("p");
        CannedRequester requester = new CannedRequester()
                .answering(ADDRESS, vector.path("response_body").asText());
        Optional<String> failure = Optional.empty();

        try {
            pollster(vector.path("definition"), requester).poll(ENDPOINT, poll);
            failure = Optional.ofNullable(poll.failures.get(ENDPOINT));
        } catch (io.nephoscope.api.pollster.PollsterException e) {
            failure = Optional.ofNullable(e.getMessage());
        }

        JsonNode expected = vector.path("samples");
        if (expected.has("error")) {
            assertThat(poll.samples).isEmpty();
            assertThat(failure).as("what is told").isPresent();
        } else {
            assertThat(failure).isEmpty();
            assertThat(poll.samples.stream().map(CeilometerVectorsTest::fields).toList())
                    .isEqualTo(StreamSupport.stream(expected.spliterator(), false)
                            .map(CeilometerVectorsTest::fields)
                            .toList());
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("names")
    void takesTheNamesOfCeilometer(String name, JsonNode vector) throws Exception {
        DefinitionFile file = DefinitionFile.read(JSON.writeValueAsString(List.of(Map.of(
                "name",
                name,
                "value_attribute",
                vector.path("value_attribute").asText(),
                "sample_type",
                "gauge",
                "unit",
                "u",
                "endpoint_type",
                "t",
                "url_path",
                "p"))));

        assertThat(file.items().isEmpty()).as("%s", file).isEqualTo(vector.has("error"));
        assertThat(file.errors().isEmpty()).isEqualTo(!vector.has("error"));
    }

    static DynamicPollster pollster(JsonNode options, CannedRequester requester) throws IOException {
        Map<String, Object> definition = new LinkedHashMap<>(Map.of(
                "name", "test-pollster",
                "sample_type", "gauge",
                "unit", "test",
                "endpoint_type", "test",
                "url_path", "v1/test"));
        options.properties().forEach(option -> definition.put(option.getKey(), option.getValue()));
        DefinitionFile file = DefinitionFile.read(JSON.writeValueAsString(List.of(definition)));
        assertThat(file.errors()).isEmpty();
        return new DynamicPollster(
                file.items().get(0).definition(),
                new DynamicPollster.Means(requester, Optional::empty, any -> Set.of(), 100, 1 << 20));
    }

    /** Ids are texts here, and a volume that is the text of a number is the number. */
    private static List<Object> fields(JsonNode expected) {
        List<Object> fields = new ArrayList<>();
        fields.add(expected.path("name").asText());
        fields.add(expected.path("volume").asDouble());
        for (String key : List.of("id", "project", "user")) {
            fields.add(expected.path(key).isNull() ? "null" : expected.path(key).asText());
        }
        fields.add(JSON.convertValue(expected.path("md"), Map.class).toString());
        return fields;
    }

    private static List<Object> fields(Sample sample) {
        return List.of(
                sample.meter().name(),
                sample.volume().doubleValue(),
                String.valueOf(sample.subject().resourceId()),
                String.valueOf(sample.subject().owner().projectId()),
                String.valueOf(sample.subject().owner().userId()),
                sample.subject().metadata().asMap().toString());
    }
}
