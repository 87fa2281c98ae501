package io.nephoscope.core.publish;

import io.nephoscope.api.delivery.SampleBatch;

/** Takes finished batches without ever blocking. */
@FunctionalInterface
public interface BatchSink {

    void accept(SampleBatch batch);
}
