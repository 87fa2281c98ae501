package io.nephoscope.journal.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file of a file system. Reads cannot be interrupted. An interrupt of a thread that writes closes the file: that write
 * has failed.
 */
final class DiskFile implements JournalFile {

    /** Channels keep a buffer of the size of the largest write for each thread. */
    private static final int MOST_AT_ONCE = 1 << 17;

    private final RandomAccessFile file;
    private final FileChannel channel;

    DiskFile(RandomAccessFile file) {
        this.file = file;
        this.channel = file.getChannel();
    }

    @Override
    public int read(long at, byte[] bytes, int from, int count) throws IOException {
        file.seek(at);
        int done = 0;
        while (done < count) {
            int read = file.read(bytes, from + done, count - done);
            if (read < 0) {
                return done;
            }
            done += read;
        }
        return done;
    }

    @Override
    public void write(long at, byte[] bytes, int from, int count) throws IOException {
        for (int done = 0; done < count; ) {
            ByteBuffer part = ByteBuffer.wrap(bytes, from + done, Math.min(MOST_AT_ONCE, count - done));
            done += channel.write(part, at + done);
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public long size() throws IOException {
        return file.length();
    }

    @Override
    public void truncate(long size) throws IOException {
        channel.truncate(size);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
