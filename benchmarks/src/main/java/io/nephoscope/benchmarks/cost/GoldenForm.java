package io.nephoscope.benchmarks.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The form that a body must have, so that nothing is measured that leaves out a part of the work. */
final class GoldenForm {

    /** The fields of a sample in a recorded message of Ceilometer's. */
    private static final List<String> FIELDS = List.of(
            "source",
            "counter_name",
            "counter_type",
            "counter_unit",
            "counter_volume",
            "user_id",
            "user_name",
            "project_id",
            "project_name",
            "resource_id",
            "timestamp",
            "resource_metadata",
            "message_id",
            "monotonic_time",
            "message_signature");

    private GoldenForm() {}

    static void check(byte[] body) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode notification =
                json.readTree(json.readTree(body).required("oslo.message").textValue());
        JsonNode samples = notification.required("payload").required("samples");
        if (samples.isEmpty()) {
            throw new IllegalStateException("a body holds no samples");
        }
        for (JsonNode sample : samples) {
            List<String> fields = new ArrayList<>();
            sample.fieldNames().forEachRemaining(fields::add);
            boolean signed = sample.required("message_signature").textValue().matches("[0-9a-f]{64}");
            if (!fields.equals(FIELDS)
                    || !signed
                    || sample.required("resource_metadata").isEmpty()) {
                throw new IllegalStateException("a sample is not as Ceilometer's are: " + sample);
            }
        }
    }
}
