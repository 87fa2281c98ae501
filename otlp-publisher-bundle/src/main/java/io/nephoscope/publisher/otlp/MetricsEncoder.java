package io.nephoscope.publisher.otlp;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.MeterType;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.support.publish.MetadataPath;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.exporter.internal.otlp.metrics.MetricsRequestMarshaler;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.resources.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Makes the body of a request out of a batch. Immutable. */
final class MetricsEncoder {

    /** When a total began to grow is known to nobody here. */
    private static final long UNKNOWN_START = 0;

    private final Resource resource;
    private final List<String> metadata;
    private final boolean compress;

    /** Points that go into one metric: they are all integers, or all are not. */
    private record Kind(Meter meter, boolean isIntegral) {}

    MetricsEncoder(OtlpSettings.Form form, boolean compress) {
        AttributesBuilder attributes = Attributes.builder();
        form.resource().forEach(attributes::put);
        this.resource = Resource.create(attributes.build());
        this.metadata = form.metadata();
        this.compress = compress;
    }

    /** The same bytes for the same batch. */
    byte[] encode(SampleBatch batch) {
        MetricsRequestMarshaler request = MetricsRequestMarshaler.create(metrics(batch));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compress ? new GZIPOutputStream(bytes) : bytes) {
            request.writeBinaryTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }

    private List<MetricData> metrics(SampleBatch batch) {
        Map<Kind, List<Sample>> kinds = new LinkedHashMap<>();
        for (Sample sample : batch.samples()) {
            kinds.computeIfAbsent(new Kind(sample.meter(), sample.volume() instanceof Long), kind -> new ArrayList<>())
                    .add(sample);
        }
        long time = nanos(batch.timestamp());
        List<MetricData> metrics = new ArrayList<>();
        kinds.forEach((kind, samples) -> metrics.add(
                kind.isIntegral
                        ? integral(
                                kind.meter,
                                samples.stream()
                                        .map(each -> LongPointData.create(
                                                UNKNOWN_START,
                                                time,
                                                attributes(each),
                                                each.volume().longValue()))
                                        .toList())
                        : fractional(
                                kind.meter,
                                samples.stream()
                                        .map(each -> DoublePointData.create(
                                                UNKNOWN_START,
                                                time,
                                                attributes(each),
                                                each.volume().doubleValue(),
                                                List.of()))
                                        .toList())));
        return metrics;
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    private MetricData integral(Meter meter, List<LongPointData> points) {
        return meter.type() == MeterType.GAUGE
                ? metric(meter, MetricDataType.LONG_GAUGE, GaugeData.createLongGaugeData(points))
                : metric(
                        meter,
                        MetricDataType.LONG_SUM,
                        SumData.createLongSumData(isMonotonic(meter), temporality(meter), points));
    }

    private MetricData fractional(Meter meter, List<DoublePointData> points) {
        return meter.type() == MeterType.GAUGE
                ? metric(meter, MetricDataType.DOUBLE_GAUGE, GaugeData.createDoubleGaugeData(points))
                : metric(
                        meter,
                        MetricDataType.DOUBLE_SUM,
                        SumData.createDoubleSumData(isMonotonic(meter), temporality(meter), points));
    }

    /** A change may be a loss. */
    private static boolean isMonotonic(Meter meter) {
        return meter.type() == MeterType.CUMULATIVE;
    }

    private static AggregationTemporality temporality(Meter meter) {
        return meter.type() == MeterType.DELTA ? AggregationTemporality.DELTA : AggregationTemporality.CUMULATIVE;
    }

    private MetricData metric(Meter meter, MetricDataType type, Data<?> data) {
        return new MeterMetric(resource, meter.name(), "", meter.unit(), type, data);
    }

    private Attributes attributes(Sample sample) {
        AttributesBuilder attributes = Attributes.builder();
        Owner owner = sample.subject().owner();
        put(attributes, "resource_id", sample.subject().resourceId());
        put(attributes, "project_id", owner.projectId());
        put(attributes, "project_name", owner.projectName());
        put(attributes, "user_id", owner.userId());
        put(attributes, "user_name", owner.userName());
        put(attributes, "source", sample.source());
        metadata.forEach(path -> put(
                attributes, path, MetadataPath.text(sample.subject().metadata().asMap(), path)));
        return attributes.build();
    }

    private static void put(AttributesBuilder attributes, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            attributes.put(name, value);
        }
    }
}
