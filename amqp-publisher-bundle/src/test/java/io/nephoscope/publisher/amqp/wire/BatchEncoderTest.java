package io.nephoscope.publisher.amqp.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.testkit.FakeBatch;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BatchEncoderTest {

    private static final Instant SENT = Instant.parse("2026-11-22T00:15:59.712843Z");
    private static final Instant WHOLE_SECOND = Instant.parse("2026-11-22T00:15:59Z");
    private static final Subject SUBJECT = new Subject(
            "vm-1", Owner.of("u1", "p1"), Metadata.of(Map.of("display_name", "caf\u00e9 \"\ud83d\ude00\"\n\u007f")));
    private static final Sample SAMPLE = Sample.of(Meter.gauge("vcpus", "vcpu"), 2, SUBJECT);

    private static final List<String> ONE_KEY = List.of("notifications.sample");
    private static final List<String> KEYS = List.of("notifications.sample", "other.sample");

    private final BatchEncoder encoder = new BatchEncoder(new WireFormat(Driver.MESSAGINGV2, "s3cr3t"));

    @Test
    void wrapsTheNotificationInAnEnvelope() {
        byte[] body = encoder.encode(batch(SAMPLE), ONE_KEY).bodies().get(0);

        assertThat(Json.object(body))
                .containsOnlyKeys("oslo.version", "oslo.message")
                .containsEntry("oslo.version", "2.0");
        assertThat(Messages.notification(body))
                .containsOnlyKeys(
                        "message_id", "publisher_id", "event_type", "priority", "payload", "timestamp", "_unique_id")
                .containsEntry("publisher_id", "ceilometer.polling")
                .containsEntry("event_type", "telemetry.polling")
                .containsEntry("priority", "SAMPLE")
                .containsEntry("timestamp", "2026-11-22 00:15:59.712843");
        assertThat(text(body, "message_id"))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void sendsTheNotificationBareWithTheOldDriver() {
        BatchEncoder old = new BatchEncoder(new WireFormat(Driver.MESSAGING, ""));

        List<byte[]> bodies = old.encode(batch(SAMPLE), KEYS).bodies();

        assertThat(Json.object(bodies.get(0))).containsKey("_unique_id").doesNotContainKey("oslo.message");
        assertThat(text(bodies.get(0), "_unique_id")).isNotEqualTo(text(bodies.get(1), "_unique_id"));
    }

    @Test
    void givesEachTopicItsOwnUniqueId() {
        List<byte[]> bodies = encoder.encode(batch(SAMPLE), List.of("a.sample", "b.sample", "c.sample"))
                .bodies();

        assertThat(bodies)
                .extracting(body -> text(body, "_unique_id"))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{32}"));
        assertThat(bodies).extracting(body -> text(body, "message_id")).containsOnly(text(bodies.get(0), "message_id"));
    }

    @Test
    void writesAsciiOnlyInPythonsStyle() {
        byte[] body = encoder.encode(batch(SAMPLE), ONE_KEY).bodies().get(0);

        assertThat(Json.object(new String(body, US_ASCII)).get("oslo.message"))
                .asString()
                .contains(
                        "\"resource_metadata\": {\"display_name\": \"caf\\u00e9 \\\"\\ud83d\\ude00\\\"\\n\\u007f\"}, ");
        assertThat(Messages.samples(body).get(0))
                .containsEntry("resource_metadata", SUBJECT.metadata().asMap());
    }

    @Test
    void keepsIntegersAndFractionsApart() {
        Sample integer = Sample.of(Meter.cumulative("cpu", "ns"), Long.MAX_VALUE, SUBJECT);
        Sample fraction =
                Sample.of(Meter.gauge("memory.usage", "MB"), 8.0, SUBJECT).readAt(4563.123456789);

        byte[] body = encoder.encode(batch(integer, fraction), ONE_KEY).bodies().get(0);

        assertThat(Messages.samples(body)).extracting("counter_volume").containsExactly(Long.MAX_VALUE, 8.0);
        assertThat(Messages.samples(body)).extracting("monotonic_time").containsExactly(null, 4563.123456789);
    }

    @Test
    void omitsMicrosecondsOfWholeSeconds() {
        SampleBatch batch = FakeBatch.of("source", "vcpus", WHOLE_SECOND, List.of(SAMPLE));

        byte[] body = encoder.encode(batch, ONE_KEY).bodies().get(0);

        assertThat(Messages.samples(body).get(0)).containsEntry("timestamp", "2026-11-22T00:15:59");
    }

    @Test
    void namesTheAgentsSourceUnlessTheSampleHasItsOwn() {
        byte[] body = encoder.encode(batch(SAMPLE, SAMPLE.from("hardware")), ONE_KEY)
                .bodies()
                .get(0);

        assertThat(Messages.samples(body)).extracting("source").containsExactly("openstack", "hardware");
    }

    @Test
    void signsNothingWithoutSecret() {
        BatchEncoder unsigned = new BatchEncoder(new WireFormat(Driver.MESSAGINGV2, ""));

        byte[] body = unsigned.encode(batch(SAMPLE), ONE_KEY).bodies().get(0);

        assertThat(Messages.samples(body).get(0)).containsEntry("message_signature", "");
    }

    @Test
    void encodesABatchThatIsGivenBackToTheSameBytes() {
        SampleBatch batch = batch(SAMPLE);
        BatchEncoder later = new BatchEncoder(new WireFormat(Driver.MESSAGINGV2, "s3cr3t"));

        List<byte[]> first = encoder.encode(batch, KEYS).bodies();
        List<byte[]> again = later.encode(batch, KEYS).bodies();

        assertThat(again).usingElementComparator(Arrays::compare).isEqualTo(first);
        assertThat(text(first.get(0), "message_id")).isEqualTo(batch.id().toString());
    }

    @Test
    void tellsBatchesOfTheSameSamplesApart() {
        byte[] one = encoder.encode(batch(SAMPLE), ONE_KEY).bodies().get(0);
        byte[] other = encoder.encode(batch(SAMPLE), ONE_KEY).bodies().get(0);

        assertThat(text(one, "_unique_id")).isNotEqualTo(text(other, "_unique_id"));
    }

    @Test
    void leavesOutASampleThatJsonCannotSay() {
        Sample broken = Sample.of(Meter.gauge("load", ""), Double.NaN, SUBJECT);

        EncodedBatch encoded = encoder.encode(batch(SAMPLE, broken, SAMPLE), ONE_KEY);

        assertThat(encoded.samples()).isEqualTo(2);
        assertThat(Messages.samples(encoded.bodies().get(0)))
                .extracting("counter_name")
                .containsExactly("vcpus", "vcpus");
    }

    @Test
    void sendsNoTimeThatIsNoNumber() {
        byte[] body = encoder.encode(batch(SAMPLE.readAt(Double.NaN)), ONE_KEY)
                .bodies()
                .get(0);

        assertThat(Messages.samples(body)).extracting("monotonic_time").containsOnlyNulls();
    }

    @Test
    void tellsNoSecret() {
        assertThat(new WireFormat(Driver.MESSAGINGV2, "s3cr3t")).asString().doesNotContain("s3cr3t");
    }

    private static SampleBatch batch(Sample... samples) {
        return FakeBatch.of("source", "pollster", SENT, List.of(samples));
    }

    private static String text(byte[] body, String key) {
        return (String) Objects.requireNonNull(Messages.notification(body).get(key));
    }
}
