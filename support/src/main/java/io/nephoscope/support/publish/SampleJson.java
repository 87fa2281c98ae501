package io.nephoscope.support.publish;

import io.nephoscope.api.sample.Sample;
import io.nephoscope.support.json.JsonWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON object per sample, on one line, with the field names of Ceilometer's samples. */
public final class SampleJson {

    private static final JsonWriter JSON = JsonWriter.plain();

    private SampleJson() {}

    /**
     * Appends a sample, without the end of the line.
     *
     * @param timestamp that of the sample's batch
     * @throws IllegalArgumentException if its metadata are nested deeper than any honest ones; a part of it may have been
     *     appended then
     */
    public static void append(StringBuilder out, Instant timestamp, Sample sample) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("timestamp", timestamp.toString());
        fields.put("counter_name", sample.meter().name());
        fields.put("counter_type", sample.meter().type().wireName());
        fields.put("counter_unit", sample.meter().unit());
        fields.put("counter_volume", sample.volume());
        fields.put("resource_id", sample.subject().resourceId());
        fields.put("user_id", sample.subject().owner().userId());
        fields.put("user_name", sample.subject().owner().userName());
        fields.put("project_id", sample.subject().owner().projectId());
        fields.put("project_name", sample.subject().owner().projectName());
        fields.put("source", sample.source());
        fields.put("message_id", sample.id().toString());
        fields.put("monotonic_time", sample.monotonicTime());
        fields.put("resource_metadata", sample.subject().metadata().asMap());
        JSON.append(out, fields);
    }
}
