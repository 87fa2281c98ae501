package io.nephoscope.connector.libvirt.rpc;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/** Cuts what arrives, in pieces of any size, into messages. For one thread. */
final class MessageReader {

    /** More at once would have the JDK keep a native buffer of that size. */
    private static final int PIECE = 128 << 10;
    /** A longer message gets memory as it arrives: what it says of its length may not be true. */
    private static final int FIRST_ROOM = 1 << 20;

    private final ReadableByteChannel channel;
    private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    private int expected;
    private @Nullable ByteBuffer body;

    MessageReader(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /** The next message; null if its end has not arrived yet. */
    @Nullable
    RpcMessage read() throws IOException, ProtocolException {
        ByteBuffer current = body;
        if (current == null) {
            if (!fill(length)) {
                return null;
            }
            expected = checked(length.flip().getInt());
            current = ByteBuffer.allocate(Math.min(expected, FIRST_ROOM));
            body = current;
            length.clear();
        }
        while (fill(current) && current.capacity() < expected) {
            current = ByteBuffer.allocate(Math.min(expected, 2 * current.capacity()))
                    .put(current.flip());
            body = current;
        }
        if (current.position() < expected) {
            return null;
        }
        body = null;
        return RpcMessage.of(current.array());
    }

    private boolean fill(ByteBuffer buffer) throws IOException {
        while (buffer.position() < buffer.capacity()) {
            buffer.limit(Math.min(buffer.position() + PIECE, buffer.capacity()));
            int count = channel.read(buffer);
            if (count < 0) {
                throw new EOFException("the daemon closed the connection");
            }
            if (count == 0) {
                return false;
            }
        }
        return true;
    }

    private static int checked(int length) throws ProtocolException {
        int rest = length - Integer.BYTES;
        if (rest < RpcMessage.Header.SIZE || rest > RpcMessage.LONGEST) {
            throw new ProtocolException(
                    "it claims a length of %s bytes".formatted(Integer.toUnsignedString(length)), true);
        }
        return rest;
    }
}
