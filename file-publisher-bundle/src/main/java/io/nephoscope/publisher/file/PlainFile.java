package io.nephoscope.publisher.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** A file of the system. Unlike a channel it is not closed under our hands when a plugin interrupts the thread. */
final class PlainFile implements OutputFile {

    private final RandomAccessFile file;

    PlainFile(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "rw");
        try {
            file.seek(file.length());
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public long length() throws IOException {
        return file.length();
    }

    @Override
    public void append(byte[] bytes) throws IOException {
        file.write(bytes);
    }

    @Override
    public void cut(long length) throws IOException {
        file.setLength(length);
        file.seek(length);
    }

    @Override
    public void force() throws IOException {
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
