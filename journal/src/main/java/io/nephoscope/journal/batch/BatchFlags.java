package io.nephoscope.journal.batch;

/** What may follow the samples of a batch, in one byte. */
final class BatchFlags {

    /** Another agent may have polled it instead. */
    static final int SHARED = 1;

    private BatchFlags() {}
}
