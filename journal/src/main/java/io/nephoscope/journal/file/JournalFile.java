package io.nephoscope.journal.file;

import java.io.Closeable;
import java.io.IOException;

/** One file. Of one thread at a time. */
public interface JournalFile extends Closeable {

    /**
     * Reads what is there.
     *
     * @return how many bytes; less than were asked for only at the end of the file
     */
    int read(long at, byte[] bytes, int from, int count) throws IOException;

    /** Writes all of the bytes, or fails after any number of them. */
    void write(long at, byte[] bytes, int from, int count) throws IOException;

    /** Waits until what was written, and the size of the file, would outlast a loss of power. */
    void force() throws IOException;

    long size() throws IOException;

    /** Cuts the file. */
    void truncate(long size) throws IOException;
}
