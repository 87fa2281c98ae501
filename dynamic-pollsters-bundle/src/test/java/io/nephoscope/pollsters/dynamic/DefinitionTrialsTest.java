package io.nephoscope.pollsters.dynamic;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.runtime.DefinitionTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefinitionTrialsTest {

    private static final String TEXT = """
            - name: lb.status
              sample_type: gauge
              unit: lb
              endpoint_type: load-balancer
              url_path: v2/lbs
              value_attribute: "status | value.strip()"
              value_mapping: {UP: 1}
              resource_id_attribute: uuid
              metadata_fields: [name]
            - name: broken
              sample_type: gauge
            """;

    private final DefinitionTrials trials = new DefinitionTrials(Map.of());
    private final List<String> lines = new ArrayList<>();

    private boolean run(Optional<String> pollster, Optional<String> response) throws InterruptedException {
        return trials.run(
                new DefinitionTrial.Request("a.yaml", TEXT, pollster, Optional.empty(), response, 3), lines::add);
    }

    @Test
    void tellsEachStepOfASavedAnswer() throws Exception {
        boolean isWell = run(
                Optional.of("lb.status"),
                Optional.of(
                        "{\"lbs\": [{\"uuid\": \"1\", \"name\": \"n\", \"status\": \" UP \"}, {\"uuid\": \"2\"}]}"));

        assertThat(isWell).isFalse();
        assertThat(lines)
                .containsSequence("lb.status (a.yaml:1)", "  GET http://saved.answer/v2/lbs", "  answered, entries: 2")
                .containsSequence(
                        "    value_attribute",
                        "        status  →  ' UP '",
                        "        value.strip()  →  'UP'",
                        "    sample lb.status = 1 lb, gauge, resource 1, project null, user null",
                        "        name = n")
                .contains("        status  →  KeyError: 'status'", "  entries: 2, samples: 1, failures: 1")
                .anySatisfy(line -> assertThat(line).contains("gives no sample: value_attribute"));
    }

    @Test
    void tellsWhatIsWrongWithTheFile() throws Exception {
        assertThat(run(Optional.of("broken"), Optional.of("[]"))).isFalse();

        assertThat(lines)
                .contains("a.yaml:10: broken.unit: is missing", "there is no sound definition of the name broken");
    }

    @Test
    void tellsThatThereIsNobodyToAsk() throws Exception {
        assertThat(run(Optional.of("lb.status"), Optional.empty())).isFalse();

        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("  failed: no cloud is configured"));
    }
}
