package io.nephoscope.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherException;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * What the agent expects of every publisher. Extend it in a plugin's tests:
 *
 * <pre>{@code
 * class CarrierPigeonTest extends PublisherContract {
 *     protected Publisher publisher() { return new CarrierPigeon(...); }
 * }
 * }</pre>
 */
public abstract class PublisherContract {

    /** What a publisher that waits for room may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Sample SAMPLE =
            Sample.of(Meter.gauge("contract", ""), 1, Subject.of("contract")).from("contract");

    /** A new publisher, whether or not its other side is there. */
    protected abstract Publisher publisher();

    @Test
    void tellsItsStateBeforeTheFirstBatch() {
        PublisherStatus status = publisher().status();

        assertNotNull(status.state, "a status without a state");
        assertNotNull(status.detail, "a status without a detail");
        assertEquals(0, total(status));
    }

    /** Wherever it is: waiting, on its way, confirmed, lost or given back, each sample is accounted for. */
    @Test
    void accountsForEachSample() throws Exception {
        Publisher publisher = publisher();

        long givenBack = publish(publisher, batch(3)) + publish(publisher, batch(1));

        assertEquals(4, total(publisher.status()) + givenBack);
    }

    @Test
    void tellsADeliverysEndAtMostOnce() throws Exception {
        Publisher publisher = publisher();
        RecordingDelivery delivery = new RecordingDelivery();

        try {
            publisher.publish(batch(2), delivery);
        } catch (PublisherException e) {
            assertEquals(List.of(), delivery.ends(), "it has told the delivery and thrown as well");
        }
        publisher.status();

        assertTrue(delivery.ends().size() <= 1, () -> "it has told " + delivery.ends());
    }

    @Test
    void returnsAtOnceThoughItsOtherSideMayBeAway() {
        Publisher publisher = publisher();

        Assertions.assertTimeoutPreemptively(PATIENCE, () -> publish(publisher, batch(1)));
    }

    /** Volumes beyond 63 bits exist: counters of some devices are unsigned. */
    @Test
    void takesVolumesOfAnySize() {
        Sample huge = Sample.of(
                        Meter.cumulative("contract.huge", "B"), BigInteger.ONE.shiftLeft(64), Subject.of("contract"))
                .from("contract");
        Publisher publisher = publisher();

        assertDoesNotThrow(() -> publish(publisher, batch(List.of(huge))));
    }

    /** @return how many samples it has given back to the agent at once */
    private static long publish(Publisher publisher, SampleBatch batch) throws InterruptedException {
        RecordingDelivery delivery = new RecordingDelivery();
        try {
            publisher.publish(batch, delivery);
        } catch (PublisherException e) {
            return batch.samples().size();
        }
        String end = delivery.end();
        return end != null && end.startsWith("refused: ") ? batch.samples().size() : 0;
    }

    private static long total(PublisherStatus status) {
        assertTrue(status.queued >= 0 && status.inFlight >= 0 && status.confirmed >= 0 && status.dropped >= 0);
        return status.queued + status.inFlight + status.confirmed + status.dropped;
    }

    private static SampleBatch batch(int samples) {
        return batch(Collections.nCopies(samples, SAMPLE));
    }

    private static SampleBatch batch(List<Sample> samples) {
        return FakeBatch.of("contract", "contract", Instant.EPOCH, samples);
    }
}
