package io.nephoscope.journal;

import org.jspecify.annotations.Nullable;

/** Reads a journal from a position on. Of one thread at a time. */
public interface JournalReader extends AutoCloseable {

    /** A batch and where it is. */
    record Entry(long position, RoutedBatch batch) {}

    /**
     * The next batch. Positions whose batches were dropped, or cannot be read any more, are passed over.
     *
     * @return null if there is none now; later there may be
     */
    @Nullable
    Entry next();

    /** The position from which on it has read nothing. */
    long position();

    @Override
    void close();
}
