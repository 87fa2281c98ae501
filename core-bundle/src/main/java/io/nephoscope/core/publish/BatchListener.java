package io.nephoscope.core.publish;

/** Learns what becomes of batches. Called from many threads, some of them with locks held; must return at once. */
public interface BatchListener {

    /** Learns nothing. */
    BatchListener NONE = new BatchListener() {

        @Override
        public void stored(BatchKey batch) {
            // Nobody wants to know.
        }

        @Override
        public void ended(BatchKey batch, BatchEnd end) {
            // Nobody wants to know.
        }
    };

    /** A batch is in the store: it was accepted, or was found in the journal at the start. */
    void stored(BatchKey batch);

    /** All its publishers are done with a batch that was stored; called once for each. */
    void ended(BatchKey batch, BatchEnd end);
}
