package io.nephoscope.publisher.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** A file of a disk that fails as a test wishes. */
final class FaultyFile implements OutputFile {

    private final OutputFile file;
    private final Disk disk;

    /** What goes wrong with all files of one disk. Thread-safe. */
    static final class Disk {

        /** Bytes that fit. */
        volatile long room = Long.MAX_VALUE;

        volatile boolean failsToForce;
        volatile boolean failsToCut;
        final AtomicInteger forces = new AtomicInteger();

        OutputFile open(Path path) throws IOException {
            return new FaultyFile(new PlainFile(path), this);
        }
    }

    private FaultyFile(OutputFile file, Disk disk) {
        this.file = file;
        this.disk = disk;
    }

    @Override
    public long length() throws IOException {
        return file.length();
    }

    @Override
    public void append(byte[] bytes) throws IOException {
        if (bytes.length > disk.room) {
            file.append(Arrays.copyOf(bytes, (int) disk.room));
            throw new IOException("No space left on device");
        }
        file.append(bytes);
    }

    @Override
    public void cut(long length) throws IOException {
        if (disk.failsToCut) {
            throw new IOException("Input/output error");
        }
        file.cut(length);
    }

    @Override
    public void force() throws IOException {
        disk.forces.incrementAndGet();
        if (disk.failsToForce) {
            throw new IOException("Input/output error");
        }
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
