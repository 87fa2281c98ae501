package io.nephoscope.core.publish;

import io.nephoscope.api.partition.Publication;

/** Says whether batches may go to publishers. Called from many threads; answers at once. */
@FunctionalInterface
public interface PublicationGate {

    /** Whether a batch that another agent may have polled instead may go. */
    Publication of(BatchKey batch);
}
