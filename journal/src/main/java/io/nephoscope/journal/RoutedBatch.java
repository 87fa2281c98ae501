package io.nephoscope.journal;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.sample.Sample;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Samples of one poll that travel together, with the slot that they belong to.
 *
 * @param publishers the names of those that are to get it; empty for all that the configuration names
 * @param shared whether another agent may have polled it instead, so that it must not go before they have agreed
 */
public record RoutedBatch(
        UUID id,
        String source,
        String pollster,
        Instant due,
        Instant timestamp,
        List<Sample> samples,
        List<String> publishers,
        boolean shared)
        implements SampleBatch {

    private static final int BATCH_BYTES = 300;
    private static final int SAMPLE_BYTES = 150;
    private static final int ENTRY_BYTES = 100;

    public RoutedBatch {
        samples = List.copyOf(samples);
        publishers = List.copyOf(publishers);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("an empty batch of " + pollster);
        }
    }

    /** One that no other agent polls. */
    public RoutedBatch(
            UUID id,
            String source,
            String pollster,
            Instant due,
            Instant timestamp,
            List<Sample> samples,
            List<String> publishers) {
        this(id, source, pollster, due, timestamp, samples, publishers, false);
    }

    /** Whether a publisher is to get it. */
    public boolean isFor(String publisher) {
        return publishers.isEmpty() || publishers.contains(publisher);
    }

    /**
     * About how many bytes of memory it holds, as if it shared no subject with others. Reads no metadata, so that it
     * costs nothing in the way of each sample.
     */
    public long weight() {
        long bytes = BATCH_BYTES;
        for (Sample sample : samples) {
            bytes += SAMPLE_BYTES
                    + (long) ENTRY_BYTES * sample.subject().metadata().asMap().size();
        }
        return bytes;
    }
}
