package io.nephoscope.shell.socket;

import io.nephoscope.shell.protocol.Frame;
import java.io.IOException;
import java.io.OutputStream;

/** Sends what is written as frames of one kind, until it is closed. */
final class FrameStream extends OutputStream {

    private final Reply reply;
    private final Frame.Kind kind;
    private volatile boolean closed;

    FrameStream(Reply reply, Frame.Kind kind) {
        this.reply = reply;
        this.kind = kind;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (int sent = 0; sent < length; sent += Frame.MAX_BODY) {
            if (closed) {
                throw new IOException("nobody listens any more");
            }
            reply.send(Frame.of(kind, bytes, from + sent, Math.min(Frame.MAX_BODY, length - sent)));
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
