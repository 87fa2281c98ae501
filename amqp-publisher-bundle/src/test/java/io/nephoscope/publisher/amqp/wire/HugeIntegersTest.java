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
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Integers beyond 63 bits, with the text and the signature that CPython 3.11 makes of the same sample. */
class HugeIntegersTest {

    private static final BigInteger TWO = BigInteger.TWO;
    private static final String SIGNATURE = "4239731be2f7f6c0d0cb9c13f79409c0828c26ed41eae386cc92eba2ef30354d";

    @Test
    void writesAndSignsThemAsPythonDoes() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("huge", BigInteger.TEN.pow(30));
        metadata.put("negative", TWO.pow(70).negate());
        metadata.put(
                "list", List.of(TWO.pow(63), Map.of("deep", TWO.pow(63).negate().subtract(BigInteger.ONE))));
        metadata.put("just", TWO.pow(63).subtract(BigInteger.ONE));
        Subject subject = new Subject("r1", Owner.of(null, "p1"), Metadata.of(metadata));
        Sample sample = new Sample(
                UUID.fromString("11111111-1111-1111-1111-111111111111"),
                Meter.cumulative("ifInOctets", "B"),
                TWO.pow(64).subtract(BigInteger.ONE),
                subject,
                null,
                "openstack");
        SampleBatch batch =
                FakeBatch.of("source", "snmp", Instant.parse("2026-11-22T00:15:59.712507Z"), List.of(sample));
        BatchEncoder encoder = new BatchEncoder(new WireFormat(Driver.MESSAGING, "Schl\u00fcssel-\u043f"));

        String body = new String(
                encoder.encode(batch, List.of("notifications.sample")).bodies().get(0), US_ASCII);

        assertThat(body)
                .contains(
                        "\"counter_volume\": 18446744073709551615, ",
                        "\"resource_metadata\": {\"huge\": 1000000000000000000000000000000, \"negative\":"
                                + " -1180591620717411303424, \"list\": [9223372036854775808, {\"deep\":"
                                + " -9223372036854775809}], \"just\": 9223372036854775807}",
                        "\"message_signature\": \"" + SIGNATURE + "\"");
    }
}
