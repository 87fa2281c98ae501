package io.nephoscope.connector.libvirt.rpc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Writes XDR (RFC 4506). */
final class XdrWriter {

    private ByteBuffer buffer = ByteBuffer.allocate(64);

    XdrWriter int32(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    XdrWriter hyper(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    XdrWriter bool(boolean value) {
        return int32(value ? 1 : 0);
    }

    XdrWriter uuid(UUID uuid) {
        return hyper(uuid.getMostSignificantBits()).hyper(uuid.getLeastSignificantBits());
    }

    XdrWriter text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        int32(encoded.length);
        room(XdrReader.padded(encoded.length)).put(Arrays.copyOf(encoded, XdrReader.padded(encoded.length)));
        return this;
    }

    XdrWriter optionalText(String text) {
        return bool(true).text(text);
    }

    /** Something that is XDR already. */
    XdrWriter copy(byte[] bytes, int start, int end) {
        room(end - start).put(bytes, start, end - start);
        return this;
    }

    int position() {
        return buffer.position();
    }

    byte[] bytes() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private ByteBuffer room(int length) {
        if (buffer.remaining() < length) {
            int capacity = Math.max(2 * buffer.capacity(), buffer.position() + length);
            buffer = ByteBuffer.allocate(capacity).put(buffer.flip());
        }
        return buffer;
    }
}
