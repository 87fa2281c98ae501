package io.nephoscope.publisher.amqp.wire;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.MeterType;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.testkit.FakeBatch;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes samples of what stands on the wire. */
final class SampleMaps {

    private SampleMaps() {}

    static Sample sample(Map<String, @Nullable Object> fields) {
        Meter meter = new Meter(
                text(fields, "counter_name"),
                MeterType.valueOf(text(fields, "counter_type").toUpperCase(Locale.ROOT)),
                text(fields, "counter_unit"));
        Owner owner = new Owner(
                (String) fields.get("user_id"),
                (String) fields.get("project_id"),
                (String) fields.get("user_name"),
                (String) fields.get("project_name"));
        return new Sample(
                UUID.fromString(text(fields, "message_id")),
                meter,
                (Number) Objects.requireNonNull(fields.get("counter_volume")),
                new Subject((String) fields.get("resource_id"), owner, metadata(fields)),
                (Double) fields.get("monotonic_time"),
                text(fields, "source"));
    }

    static SampleBatch batch(List<Map<String, @Nullable Object>> samples) {
        Instant timestamp = Instant.parse(text(samples.get(0), "timestamp") + "Z");
        return FakeBatch.of(
                "source",
                "pollster",
                timestamp,
                samples.stream().map(SampleMaps::sample).toList());
    }

    @SuppressWarnings("unchecked") // JSON objects have no keys but strings
    private static Metadata metadata(Map<String, @Nullable Object> fields) {
        return Metadata.of((Map<String, @Nullable Object>) Objects.requireNonNull(fields.get("resource_metadata")));
    }

    private static String text(Map<String, @Nullable Object> fields, String name) {
        return (String) Objects.requireNonNull(fields.get(name), name);
    }
}
