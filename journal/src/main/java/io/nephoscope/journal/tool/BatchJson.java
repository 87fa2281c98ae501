package io.nephoscope.journal.tool;

import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.journal.JournalReader.Entry;
import io.nephoscope.journal.RoutedBatch;
import io.nephoscope.support.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A batch as one line of JSON, with the names of fields that Ceilometer's samples have. */
final class BatchJson {

    private static final JsonWriter JSON = JsonWriter.plain();

    private BatchJson() {}

    static String line(Entry entry) {
        RoutedBatch batch = entry.batch();
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("position", entry.position());
        line.put("id", batch.id().toString());
        line.put("source", batch.source());
        line.put("pollster", batch.pollster());
        line.put("due", batch.due().toString());
        line.put("timestamp", batch.timestamp().toString());
        line.put("publishers", batch.publishers());
        line.put("samples", batch.samples().stream().map(BatchJson::fields).toList());
        return JSON.text(line);
    }

    private static Map<String, @Nullable Object> fields(Sample sample) {
        Subject subject = sample.subject();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("message_id", sample.id().toString());
        fields.put("counter_name", sample.meter().name());
        fields.put("counter_type", sample.meter().type().toString());
        fields.put("counter_unit", sample.meter().unit());
        fields.put("counter_volume", sample.volume());
        fields.put("resource_id", subject.resourceId());
        fields.put("project_id", subject.owner().projectId());
        fields.put("user_id", subject.owner().userId());
        fields.put("source", sample.source());
        fields.put("monotonic_time", sample.monotonicTime());
        fields.put("resource_metadata", subject.metadata().asMap());
        return fields;
    }
}
