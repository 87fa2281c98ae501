package io.nephoscope.core.publish;

import io.nephoscope.api.delivery.SampleBatch;

/** Takes finished batches. The queues in memory never block; a store that lasts may, until it has room. */
@FunctionalInterface
public interface BatchSink {

    /** @throws InterruptedException if interrupted while waiting for room; the batch is not taken */
    void accept(SampleBatch batch) throws InterruptedException;
}
