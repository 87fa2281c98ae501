package io.nephoscope.publisher.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A file that is written to at its end. Used by one thread at a time. */
interface OutputFile extends Closeable {

    /** Opens a file, which is made if it is not there, to write to it at its end. */
    interface Opener {

        OutputFile open(Path path) throws IOException;
    }

    /** Bytes that it has. */
    long length() throws IOException;

    /** Writes all bytes; when it fails, any part of them may have been written. */
    void append(byte[] bytes) throws IOException;

    /** Takes away what is beyond a length. */
    void cut(long length) throws IOException;

    /** Returns when all that has been written is on the disk. */
    void force() throws IOException;
}
