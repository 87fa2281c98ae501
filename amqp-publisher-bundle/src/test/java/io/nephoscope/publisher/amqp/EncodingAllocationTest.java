package io.nephoscope.publisher.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.publisher.amqp.wire.BatchEncoder;
import io.nephoscope.publisher.amqp.wire.Driver;
import io.nephoscope.publisher.amqp.wire.WireFormat;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds what encoding allocates, which no busy machine changes. */
class EncodingAllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final List<String> KEYS = List.of("notifications.sample");
    private static final int SAMPLES = 50;
    private static final int BATCHES = 100;
    /** Twice of what it is without any compiler. */
    private static final long BYTES_PER_SAMPLE = 400;

    private final SampleBatch batch = Batches.of(SAMPLES);
    private final BatchEncoder encoder = new BatchEncoder(new WireFormat(Driver.MESSAGINGV2, "secret"));

    @Test
    void allocatesLittleBesideTheBody() {
        encodeAll();
        long before = THREADS.getCurrentThreadAllocatedBytes();

        long sent = encodeAll();

        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat((allocated - sent) / (BATCHES * SAMPLES)).isLessThan(BYTES_PER_SAMPLE);
    }

    private long encodeAll() {
        long sent = 0;
        for (int i = 0; i < BATCHES; i++) {
            sent += encoder.encode(batch, KEYS).bodies().get(0).length;
        }
        return sent;
    }
}
