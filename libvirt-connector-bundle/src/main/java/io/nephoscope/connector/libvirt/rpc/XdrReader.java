package io.nephoscope.connector.libvirt.rpc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Reads XDR (RFC 4506): everything is big-endian and padded to a multiple of four bytes. Reads nothing
 * behind its end, whatever the bytes say.
 */
final class XdrReader {

    /** The longest text in libvirt's protocol. */
    static final int LONGEST_TEXT = 4 << 20;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int position;

    XdrReader(byte[] bytes, int start) {
        this.bytes = bytes;
        this.end = bytes.length;
        position = start;
    }

    int int32() throws ProtocolException {
        return intAt(bytes, take(Integer.BYTES));
    }

    long hyper() throws ProtocolException {
        return longAt(bytes, take(Long.BYTES));
    }

    boolean bool() throws ProtocolException {
        return int32() != 0;
    }

    UUID uuid() throws ProtocolException {
        return new UUID(hyper(), hyper());
    }

    String text() throws ProtocolException {
        return text(LONGEST_TEXT);
    }

    /** @param longest in bytes */
    String text(int longest) throws ProtocolException {
        int length = length(longest, 1);
        return new String(bytes, take(padded(length)), length, StandardCharsets.UTF_8);
    }

    void skipText() throws ProtocolException {
        take(padded(length(LONGEST_TEXT, 1)));
    }

    /** A text that may be absent; then it is empty. */
    String optionalText() throws ProtocolException {
        return bool() ? text() : "";
    }

    /**
     * The length of an array.
     *
     * @param most what the protocol allows
     * @param leastSize the fewest bytes that an element has
     */
    int length(int most, int leastSize) throws ProtocolException {
        int length = int32();
        if (length < 0 || length > most) {
            throw new ProtocolException(
                    "it claims %s elements where %d are the most".formatted(Integer.toUnsignedString(length), most));
        }
        if ((long) length * leastSize > end - position) {
            throw new ProtocolException("it ends within %d elements".formatted(length));
        }
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    int end() {
        return end;
    }

    /** Goes on from another place. */
    void skipTo(int next) {
        position = next;
    }

    void requireEnd() throws ProtocolException {
        if (position != end) {
            throw new ProtocolException("%d bytes are left over".formatted(end - position));
        }
    }

    static int intAt(byte[] bytes, int offset) {
        return (int) INTS.get(bytes, offset);
    }

    static long longAt(byte[] bytes, int offset) {
        return (long) LONGS.get(bytes, offset);
    }

    /** The text at a place that is known to hold one. */
    static String textAt(byte[] bytes, int offset) {
        return new String(bytes, offset + Integer.BYTES, intAt(bytes, offset), StandardCharsets.UTF_8);
    }

    /** A length with its padding. */
    static int padded(int length) {
        return (length + 3) & ~3;
    }

    private int take(int length) throws ProtocolException {
        if (length > end - position) {
            throw new ProtocolException("it ends at byte %d within a value".formatted(end));
        }
        int start = position;
        position += length;
        return start;
    }
}
