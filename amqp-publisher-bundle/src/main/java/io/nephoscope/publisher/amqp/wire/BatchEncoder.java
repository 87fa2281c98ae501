package io.nephoscope.publisher.amqp.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.sample.Sample;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** Turns a batch into the bodies of its messages. Not thread-safe. */
public final class BatchEncoder {

    private static final int ID_LENGTH = 32;
    private static final String TO_SAMPLES = "\", \"publisher_id\": \"ceilometer.polling\","
            + " \"event_type\": \"telemetry.polling\", \"priority\": \"SAMPLE\", \"payload\": {\"samples\": [";

    private final SampleWriter samples;
    private final byte[] toMessageId;
    private final byte[] toSamples;
    private final byte[] toTimestamp;
    private final byte[] toUniqueId;
    private final byte[] end;
    private final Bytes body = new Bytes(64 << 10);

    public BatchEncoder(WireFormat format) {
        Driver driver = format.driver();
        samples = new SampleWriter(format);
        toMessageId = new Bytes(128)
                .ascii(driver.head)
                .put(driver.inBody("{\"message_id\": \""))
                .copy();
        toSamples = driver.inBody(TO_SAMPLES);
        toTimestamp = driver.inBody("]}, \"timestamp\": \"");
        toUniqueId = driver.inBody("\", \"_unique_id\": \"");
        end = new Bytes(16).put(driver.inBody("\"}")).ascii(driver.tail).copy();
    }

    /**
     * Encodes a batch for each of some routing keys. The bytes depend on the batch and the keys alone: encoded
     * again, by this encoder or another of the same format, it gives the same messages.
     */
    public EncodedBatch encode(SampleBatch batch, List<String> routingKeys) {
        List<byte[]> bodies = new ArrayList<>(routingKeys.size());
        int samples = write(batch, routingKeys.get(0));
        bodies.add(body.copy());
        for (String routingKey : routingKeys.subList(1, routingKeys.size())) {
            bodies.add(withUniqueIdOf(batch, routingKey, bodies.get(0)));
        }
        return new EncodedBatch(bodies, samples);
    }

    /** A consumer drops a whole message for one sample that lacks something: such a one is left out. */
    private int write(SampleBatch batch, String routingKey) {
        String timestamp = Timestamps.iso(batch.timestamp());
        body.clear().put(toMessageId).ascii(batch.id().toString()).put(toSamples);
        int written = 0;
        for (Sample sample : batch.samples()) {
            if (sample.objection().isPresent()) {
                continue;
            }
            if (written > 0) {
                body.ascii(", ");
            }
            written++;
            samples.write(body, sample, timestamp);
        }
        body.put(toTimestamp).ascii(Timestamps.spaced(batch.timestamp()));
        body.put(toUniqueId).put(uniqueId(batch, routingKey)).put(end);
        return written;
    }

    /** The unique id is the last value. */
    private byte[] withUniqueIdOf(SampleBatch batch, String routingKey, byte[] original) {
        byte[] copy = original.clone();
        System.arraycopy(uniqueId(batch, routingKey), 0, copy, copy.length - end.length - ID_LENGTH, ID_LENGTH);
        return copy;
    }

    /** Looks like Python's {@code uuid4().hex}, but follows from the batch and where it goes. */
    private static byte[] uniqueId(SampleBatch batch, String routingKey) {
        byte[] hash = sha256((batch.id() + " " + routingKey).getBytes(UTF_8));
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        long high = (bytes.getLong() & ~0xF000L) | 0x4000L;
        long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        Bytes hex = new Bytes(ID_LENGTH);
        Digits.hex(Digits.hex(hex, high, ID_LENGTH / 2), low, ID_LENGTH / 2);
        return hex.copy();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
