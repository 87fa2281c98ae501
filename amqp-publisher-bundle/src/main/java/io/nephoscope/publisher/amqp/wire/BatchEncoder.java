package io.nephoscope.publisher.amqp.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.sample.Sample;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Turns a batch into the bodies of its messages. Not thread-safe. */
public final class BatchEncoder {

    private static final int ID_LENGTH = 32;
    private static final String TO_SAMPLES = "\", \"publisher_id\": \"ceilometer.polling\","
            + " \"event_type\": \"telemetry.polling\", \"priority\": \"SAMPLE\", \"payload\": {\"samples\": [";

    private final SampleWriter samples;
    private final InstantSource clock;
    private final byte[] toMessageId;
    private final byte[] toSamples;
    private final byte[] toTimestamp;
    private final byte[] toUniqueId;
    private final byte[] end;
    private final Bytes body = new Bytes(64 << 10);

    public BatchEncoder(WireFormat format, InstantSource clock) {
        Driver driver = format.driver();
        samples = new SampleWriter(format);
        this.clock = clock;
        toMessageId = new Bytes(128)
                .ascii(driver.head)
                .put(driver.inBody("{\"message_id\": \""))
                .copy();
        toSamples = driver.inBody(TO_SAMPLES);
        toTimestamp = driver.inBody("]}, \"timestamp\": \"");
        toUniqueId = driver.inBody("\", \"_unique_id\": \"");
        end = new Bytes(16).put(driver.inBody("\"}")).ascii(driver.tail).copy();
    }

    /** The bodies of so many messages of one batch, each with a unique id of its own. */
    public List<byte[]> encode(SampleBatch batch, int copies) {
        List<byte[]> bodies = new ArrayList<>(copies);
        write(batch);
        bodies.add(body.copy());
        while (bodies.size() < copies) {
            bodies.add(withNewId(bodies.get(0)));
        }
        return bodies;
    }

    private void write(SampleBatch batch) {
        String timestamp = Timestamps.iso(batch.timestamp());
        body.clear().put(toMessageId).ascii(UUID.randomUUID().toString()).put(toSamples);
        boolean first = true;
        for (Sample sample : batch.samples()) {
            if (!first) {
                body.ascii(", ");
            }
            first = false;
            samples.write(body, sample, timestamp);
        }
        body.put(toTimestamp).ascii(Timestamps.spaced(clock.instant()));
        body.put(toUniqueId).ascii(uniqueId()).put(end);
    }

    /** The unique id is the last value. */
    private byte[] withNewId(byte[] original) {
        byte[] copy = original.clone();
        byte[] id = uniqueId().getBytes(US_ASCII);
        System.arraycopy(id, 0, copy, copy.length - end.length - ID_LENGTH, ID_LENGTH);
        return copy;
    }

    private static String uniqueId() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
