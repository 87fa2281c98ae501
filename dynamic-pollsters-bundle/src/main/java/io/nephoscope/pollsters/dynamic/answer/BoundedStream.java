package io.nephoscope.pollsters.dynamic.answer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with an exception what is too long. */
final class BoundedStream extends FilterInputStream {

    private final long most;
    private long left;

    BoundedStream(InputStream in, long most) {
        super(in);
        this.most = most;
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            count(1);
        }
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    private void count(int read) throws MalformedTextException {
        left -= read;
        if (left < 0) {
            throw new MalformedTextException(
                    "has more than " + most + " bytes; raise answer.bytes.max, or read in pages");
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
