package io.nephoscope.core.publish;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.sample.Sample;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Samples of one poll that travel together, with the slot that they belong to. */
public record Batch(UUID id, String source, String pollster, Instant due, Instant timestamp, List<Sample> samples)
        implements SampleBatch {

    public Batch {
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("an empty batch of " + pollster);
        }
    }
}
