package io.nephoscope.testkit;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.sample.Sample;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A batch of samples as the agent would hand it out. */
public record FakeBatch(UUID id, String source, String pollster, Instant due, Instant timestamp, List<Sample> samples)
        implements SampleBatch {

    public FakeBatch {
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("an empty batch of " + pollster);
        }
    }

    /** A batch with an id of its own that was due and polled at one time. */
    public static FakeBatch of(String source, String pollster, Instant timestamp, List<Sample> samples) {
        return new FakeBatch(UUID.randomUUID(), source, pollster, timestamp, timestamp, samples);
    }
}
