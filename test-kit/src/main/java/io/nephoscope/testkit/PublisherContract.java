package io.nephoscope.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.api.publisher.PublisherStatus;
import io.nephoscope.api.publisher.SampleBatch;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the agent expects of every publisher. Extend it in a plugin's tests. */
public abstract class PublisherContract {

    private static final Sample SAMPLE =
            Sample.of(Meter.gauge("contract", ""), 1, Subject.of("contract")).from("contract");

    /** A new publisher, whether or not its other side is there. */
    protected abstract Publisher publisher();

    @Test
    void tellsItsStateBeforeTheFirstBatch() {
        PublisherStatus status = publisher().status();

        assertFalse(status.state().isBlank());
        assertEquals(0, total(status));
    }

    /** Wherever it is: waiting, on its way, confirmed or lost, each sample is accounted for. */
    @Test
    void accountsForEachSample() throws Exception {
        Publisher publisher = publisher();

        publisher.publish(batch(3));
        publisher.publish(batch(1));

        assertEquals(4, total(publisher.status()));
    }

    @Test
    void returnsAtOnceThoughItsOtherSideMayBeAway() throws Exception {
        Publisher publisher = publisher();
        long started = System.nanoTime();

        publisher.publish(batch(1));

        assertTrue(System.nanoTime() - started < 5_000_000_000L, "it waited for the other side");
    }

    private static long total(PublisherStatus status) {
        assertTrue(status.queued() >= 0 && status.inFlight() >= 0 && status.confirmed() >= 0 && status.dropped() >= 0);
        return status.queued() + status.inFlight() + status.confirmed() + status.dropped();
    }

    private static SampleBatch batch(int samples) {
        List<Sample> copies = Collections.nCopies(samples, SAMPLE);
        return new SampleBatch("contract", "contract", Instant.EPOCH, copies);
    }
}
