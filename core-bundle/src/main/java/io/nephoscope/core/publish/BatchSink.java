package io.nephoscope.core.publish;

import io.nephoscope.journal.RoutedBatch;

/** Takes finished batches. Never waits; called from many threads at once. */
@FunctionalInterface
public interface BatchSink {

    /** Whether it has room for what a poll will emit; if not, the poll is of no use. */
    default boolean hasRoom() {
        return true;
    }

    /** Takes a batch; returns false if there is no room for it, and it is not taken. */
    boolean accept(RoutedBatch batch);
}
