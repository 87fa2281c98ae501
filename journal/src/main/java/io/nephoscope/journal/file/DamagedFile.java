package io.nephoscope.journal.file;

import java.io.IOException;
import java.util.Arrays;

/** A file some blocks of which cannot be read: they read as zeros. */
public final class DamagedFile implements JournalFile {

    private static final int BLOCK = 4096;

    private final JournalFile file;

    public DamagedFile(JournalFile file) {
        this.file = file;
    }

    /** Fails only where not one block that is asked for can be read, nor the first one of the file. */
    @Override
    public int read(long at, byte[] bytes, int from, int count) throws IOException {
        try {
            return file.read(at, bytes, from, count);
        } catch (IOException e) {
            return readBlocks(at, bytes, from, count, e);
        }
    }

    private int readBlocks(long at, byte[] bytes, int from, int count, IOException cause) throws IOException {
        int available = (int) Math.max(0, Math.min(count, file.size() - at));
        boolean any = false;
        for (int done = 0; done < available; ) {
            int part = (int) Math.min(available - done, BLOCK - (at + done) % BLOCK);
            any |= readBlock(at + done, bytes, from + done, part);
            done += part;
        }
        if (!any && !readBlock(0, new byte[1], 0, 1)) {
            throw cause;
        }
        return available;
    }

    private boolean readBlock(long at, byte[] bytes, int from, int count) {
        try {
            file.read(at, bytes, from, count);
            return true;
        } catch (IOException e) {
            Arrays.fill(bytes, from, from + count, (byte) 0);
            return false;
        }
    }

    @Override
    public void write(long at, byte[] bytes, int from, int count) throws IOException {
        file.write(at, bytes, from, count);
    }

    @Override
    public void force() throws IOException {
        file.force();
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public void truncate(long size) throws IOException {
        file.truncate(size);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
