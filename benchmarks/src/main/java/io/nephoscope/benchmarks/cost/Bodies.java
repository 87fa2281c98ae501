package io.nephoscope.benchmarks.cost;

import io.nephoscope.api.delivery.Delivery;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.publisher.amqp.wire.BatchEncoder;
import io.nephoscope.publisher.amqp.wire.Driver;
import io.nephoscope.publisher.amqp.wire.WireFormat;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Makes bodies as the AMQP publisher does, counts them and lets them go. */
final class Bodies implements Publisher {

    private static final List<String> KEYS = List.of("notifications.sample");
    private static final String SECRET = "change this for valid signing";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Ledger ledger;
    private final BatchEncoder encoder = new BatchEncoder(new WireFormat(Driver.MESSAGINGV2, SECRET));
    private Count count = new Count(0, 0, 0);
    private byte[] last = {};

    /** What was made so far. */
    record Count(long bodies, long samples, long bytes) {

        Count minus(Count other) {
            return new Count(bodies - other.bodies, samples - other.samples, bytes - other.bytes);
        }
    }

    Bodies(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void publish(SampleBatch batch, Delivery delivery) {
        Ledger.Span span = ledger.begin(Stage.ENCODE);
        byte[] body = encoder.encode(batch, KEYS).bodies().get(0);
        span.end();
        add(body, batch.samples().size());
        delivery.confirmed();
    }

    @Override
    public PublisherStatus status() {
        return PublisherStatus.of(PublisherStatus.State.CONNECTED, "counting");
    }

    private synchronized void add(byte[] body, int samples) {
        count = new Count(count.bodies + 1, count.samples + samples, count.bytes + body.length);
        last = body;
        notifyAll();
    }

    synchronized Count count() {
        return count;
    }

    synchronized byte[] last() {
        return last;
    }

    /** Waits until so many samples, since the beginning, are in bodies. */
    synchronized void await(long samples) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (count.samples < samples) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new TimeoutException("%d of %d samples were encoded".formatted(count.samples, samples));
            }
            wait(millis);
        }
    }
}
