package io.nephoscope.publisher.amqp.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nephoscope.api.publisher.SampleBatch;
import io.nephoscope.api.sample.Sample;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Turns a batch into the bodies of its messages. Not thread-safe. */
public final class BatchEncoder {

    private static final int ID_LENGTH = 32;
    private static final String PREFIX = "\", \"publisher_id\": \"ceilometer.polling\","
            + " \"event_type\": \"telemetry.polling\", \"priority\": \"SAMPLE\", \"payload\": {\"samples\": [";

    private final Driver driver;
    private final SampleWriter samples;
    private final InstantSource clock;
    private final Bytes notification = new Bytes(64 << 10);

    public BatchEncoder(WireFormat format, InstantSource clock) {
        driver = format.driver();
        samples = new SampleWriter(format);
        this.clock = clock;
    }

    /** The bodies of so many messages of one batch, each with a unique id of its own. */
    public List<byte[]> encode(SampleBatch batch, int copies) {
        List<byte[]> bodies = new ArrayList<>(copies);
        write(batch);
        bodies.add(wrapped());
        while (bodies.size() < copies) {
            bodies.add(withNewId(bodies.get(0)));
        }
        return bodies;
    }

    private void write(SampleBatch batch) {
        String timestamp = Timestamps.iso(batch.timestamp());
        Bytes out = notification.clear();
        out.ascii("{\"message_id\": \"").ascii(UUID.randomUUID().toString()).ascii(PREFIX);
        boolean first = true;
        for (Sample sample : batch.samples()) {
            if (!first) {
                out.ascii(", ");
            }
            first = false;
            samples.write(out, sample, timestamp);
        }
        Instant now = clock.instant();
        out.ascii("]}, \"timestamp\": \"").ascii(Timestamps.spaced(now));
        out.ascii("\", \"_unique_id\": \"").ascii(uniqueId()).ascii("\"}");
    }

    private byte[] wrapped() {
        if (!driver.quotes()) {
            return notification.copy();
        }
        byte[] plain = notification.array();
        int size = notification.size();
        byte[] body = new byte[driver.head.length() + size + escapes(plain, size) + driver.tail.length()];
        int at = put(body, 0, driver.head);
        for (int i = 0; i < size; i++) {
            byte b = plain[i];
            if (b == '"' || b == '\\') {
                body[at++] = '\\';
            }
            body[at++] = b;
        }
        put(body, at, driver.tail);
        return body;
    }

    private static int escapes(byte[] plain, int size) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += plain[i] == '"' || plain[i] == '\\' ? 1 : 0;
        }
        return count;
    }

    /** The unique id is the last value, before the quote that ends it and one brace, or their quoted forms. */
    private byte[] withNewId(byte[] body) {
        byte[] copy = body.clone();
        int afterId = (driver.quotes() ? "\\\"}" : "\"}").length() + driver.tail.length();
        put(copy, copy.length - afterId - ID_LENGTH, uniqueId());
        return copy;
    }

    private static int put(byte[] target, int at, String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        System.arraycopy(bytes, 0, target, at, bytes.length);
        return at + bytes.length;
    }

    private static String uniqueId() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
