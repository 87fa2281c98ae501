package io.nephoscope.shell.socket;

import io.nephoscope.shell.protocol.ShellFrame;
import java.io.IOException;
import java.io.OutputStream;

/** Sends what is written as frames of one kind, until it is closed. */
final class FrameStream extends OutputStream {

    private final Reply reply;
    private final ShellFrame.Kind kind;
    private volatile boolean closed;

    FrameStream(Reply reply, ShellFrame.Kind kind) {
        this.reply = reply;
        this.kind = kind;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (int sent = 0; sent < length; sent += ShellFrame.MAX_BODY) {
            if (closed) {
                throw new IOException("nobody listens any more");
            }
            reply.send(ShellFrame.of(kind, bytes, from + sent, Math.min(ShellFrame.MAX_BODY, length - sent)));
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
