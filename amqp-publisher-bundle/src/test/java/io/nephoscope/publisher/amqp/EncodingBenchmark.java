package io.nephoscope.publisher.amqp;

import com.sun.management.ThreadMXBean;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.publisher.amqp.wire.BatchEncoder;
import io.nephoscope.publisher.amqp.wire.Driver;
import io.nephoscope.publisher.amqp.wire.WireFormat;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** Prints what encoding and signing a sample costs. Run its main method; an argument sets the seconds. */
public final class EncodingBenchmark {

    private static final List<String> KEYS = List.of("notifications.sample");
    private static final int SAMPLES = 50;
    private static final int BATCHES = 2000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private EncodingBenchmark() {}

    public static void main(String[] arguments) {
        long seconds = arguments.length == 0 ? 5 : Long.parseLong(arguments[0]);
        BatchEncoder encoder = new BatchEncoder(new WireFormat(Driver.MESSAGINGV2, "change this for valid signing"));
        List<Subject> subjects = Batches.subjects(SAMPLES);
        long end = System.nanoTime() + seconds * 1_000_000_000;
        while (System.nanoTime() < end) {
            measure(encoder, Batches.of(subjects));
        }
    }

    private static void measure(BatchEncoder encoder, SampleBatch batch) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        long sent = 0;
        for (int i = 0; i < BATCHES; i++) {
            sent += encoder.encode(batch, KEYS).bodies().get(0).length;
        }
        double samples = (double) BATCHES * SAMPLES;
        double cpu = (THREADS.getCurrentThreadCpuTime() - nanos) / samples;
        double allocated = (THREADS.getCurrentThreadAllocatedBytes() - bytes) / samples;
        System.out.printf(
                Locale.ROOT,
                "per sample: %.0f ns of CPU, %.0f bytes allocated, of which the message %.0f%n",
                cpu,
                allocated,
                sent / samples);
    }
}
