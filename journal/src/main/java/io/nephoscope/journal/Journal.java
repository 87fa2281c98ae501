package io.nephoscope.journal;

/**
 * Batches in the order in which they were accepted, each at a position; positions count on for ever, also over
 * restarts where the journal lasts. Batches leave from the oldest on, by {@link #release}, or in whole segments, by
 * {@link #drop}. Thread-safe.
 */
public interface Journal extends AutoCloseable {

    /** Answered by {@link #append} when a bound is reached. */
    long NO_ROOM = -1;

    /**
     * Accepts a batch, which can be read at once, and is safe from the next force on. Never waits for a disk.
     *
     * @return its position, or {@link #NO_ROOM}
     */
    long append(RoutedBatch batch);

    /** The position of the oldest batch, or {@link #end} if there is none. */
    long first();

    /** The position that the next batch gets. */
    long end();

    /** A reader that begins at a position, or at the oldest batch after it. */
    JournalReader reader(long from);

    /** Gives up all before a position. What shares a segment with batches that are still needed stays on disk. */
    void release(long before);

    /** Whether it has room to spare, so that what is polled now will most likely be accepted. */
    boolean hasRoom();

    /**
     * From which position on {@link #drop} makes room for what {@link #append} has refused: {@link #first}, or, where
     * it is memory that is full because a disk takes nothing, the first batch that is only there.
     */
    long roomFrom();

    /**
     * Gives up the whole segment that holds a position, to make room.
     *
     * @return what was given up; empty if nothing was there any more
     */
    Positions drop(long position);

    /** Changes the bounds; what is beyond new ones stays until it is released or dropped. */
    void limit(JournalLimits limits);

    /** Waits until all that was accepted is safe, or cannot be made so now. */
    void force() throws InterruptedException;

    JournalStatus status();

    /** Makes all safe that was accepted, and ends. */
    @Override
    void close();
}
