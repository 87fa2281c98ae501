package io.nephoscope.publisher.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.testkit.FakeBatch;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MetricsEncoderTest {

    private static final Instant TIME = Instant.parse("2026-11-30T12:00:00.123456Z");
    private static final Subject SUBJECT = new Subject(
            "i-1",
            new Owner("u", "p", "user", "project"),
            Metadata.of(Map.of("display_name", "web", "flavor", Map.of("name", "m1"), "tags", List.of("x"))));

    private final MetricsEncoder encoder = new MetricsEncoder(
            new OtlpSettings.Form(
                    Map.of("service.name", "nephoscope"), List.of("display_name", "flavor.name", "tags", "host")),
            false);

    @Test
    void putsTheAgentIntoTheResourceAndWhatIsMeasuredIntoThePoint() throws IOException {
        ResourceMetrics sent = encode(
                Sample.of(Meter.gauge("memory.usage", "MB"), 512, SUBJECT).from("openstack"));

        assertThat(attributes(sent.getResource().getAttributesList())).isEqualTo(Map.of("service.name", "nephoscope"));
        assertThat(sent.getScopeMetrics(0).getScope().getName()).isEqualTo("io.nephoscope");
        Metric metric = metric(sent, 0);
        assertThat(metric.getName()).isEqualTo("memory.usage");
        assertThat(metric.getUnit()).isEqualTo("MB");
        NumberDataPoint point = metric.getGauge().getDataPoints(0);
        assertThat(point.getAsInt()).isEqualTo(512);
        assertThat(point.getTimeUnixNano()).isEqualTo(1_796_040_000_123_456_000L);
        assertThat(attributes(point.getAttributesList()))
                .isEqualTo(Map.of(
                        "resource_id", "i-1",
                        "project_id", "p",
                        "project_name", "project",
                        "user_id", "u",
                        "user_name", "user",
                        "source", "openstack",
                        "display_name", "web",
                        "flavor.name", "m1"));
    }

    @Test
    void tellsTotalsAndChangesFromValues() throws IOException {
        ResourceMetrics sent = encode(
                Sample.of(Meter.cumulative("cpu", "ns"), Long.MAX_VALUE, SUBJECT),
                Sample.of(Meter.delta("change", ""), -1.5, SUBJECT));

        Metric total = metric(sent, 0);
        assertThat(total.getSum().getIsMonotonic()).isTrue();
        assertThat(total.getSum().getAggregationTemporality())
                .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        assertThat(total.getSum().getDataPoints(0).getAsInt()).isEqualTo(Long.MAX_VALUE);
        Metric change = metric(sent, 1);
        assertThat(change.getSum().getIsMonotonic()).isFalse();
        assertThat(change.getSum().getAggregationTemporality())
                .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
        assertThat(change.getSum().getDataPoints(0).getAsDouble()).isEqualTo(-1.5);
    }

    @Test
    void keepsIntegersAndFractionsOfOneMeterApart() throws IOException {
        Meter meter = Meter.gauge("m", "");

        ResourceMetrics sent = encode(
                Sample.of(meter, 1, SUBJECT),
                Sample.of(meter, 2.5, SUBJECT),
                Sample.of(meter, 3, SUBJECT),
                Sample.of(meter, BigInteger.ONE.shiftLeft(64), SUBJECT));

        assertThat(sent.getScopeMetrics(0).getMetricsCount()).isEqualTo(2);
        assertThat(metric(sent, 0).getGauge().getDataPointsList())
                .extracting(NumberDataPoint::getAsInt)
                .containsExactly(1L, 3L);
        assertThat(metric(sent, 1).getGauge().getDataPointsList())
                .extracting(NumberDataPoint::getAsDouble)
                .containsExactly(2.5, 0x1p64);
    }

    @Test
    void doesWithoutAResource() throws IOException {
        ResourceMetrics sent =
                encode(Sample.of(Meter.gauge("m", ""), 1, new Subject(null, Owner.NOBODY, Metadata.EMPTY)));

        assertThat(metric(sent, 0).getGauge().getDataPoints(0).getAttributesList())
                .isEmpty();
    }

    private ResourceMetrics encode(Sample... samples) throws IOException {
        byte[] body = encoder.encode(FakeBatch.of("source", "pollster", TIME, Arrays.asList(samples)));
        ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(body);
        assertThat(request.getResourceMetricsCount()).isEqualTo(1);
        return request.getResourceMetrics(0);
    }

    private static Metric metric(ResourceMetrics sent, int index) {
        return sent.getScopeMetrics(0).getMetrics(index);
    }

    private static Map<String, String> attributes(List<KeyValue> attributes) {
        Map<String, String> map = new TreeMap<>();
        attributes.forEach(each -> map.put(each.getKey(), each.getValue().getStringValue()));
        return map;
    }
}
