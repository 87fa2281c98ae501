package io.nephoscope.api.publisher;

import io.nephoscope.api.sample.Sample;
import java.time.Instant;
import java.util.List;

/**
 * Samples of one poll that travel together.
 *
 * @param source the source of polling.yaml that asked for them
 * @param pollster the pollster that emitted them
 * @param timestamp when the poll began, to the microsecond; the time of each of the samples
 * @param samples at least one, in the order of emission
 */
public record SampleBatch(String source, String pollster, Instant timestamp, List<Sample> samples) {

    public SampleBatch {
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("an empty batch of " + pollster);
        }
    }
}
