package io.nephoscope.core.publish;

import java.util.List;

/** Writes down what it is told. */
record RecordingBatchListener(List<String> told) implements BatchListener {

    @Override
    public void stored(BatchKey batch) {
        told.add(batch.pollster() + " " + batch.samples() + " stored");
    }

    @Override
    public void ended(BatchKey batch, BatchEnd end) {
        told.add(batch.pollster() + " " + batch.samples() + " " + end);
    }
}
