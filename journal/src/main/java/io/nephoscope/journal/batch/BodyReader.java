package io.nephoscope.journal.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link BodyWriter} wrote, and never beyond its end. */
public final class BodyReader {

    private static final int MOST_SHIFT = 63;

    private final byte[] bytes;
    private final int end;
    private int at;

    /** Reads from one index of an array up to another. */
    public BodyReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    public int remaining() {
        return end - at;
    }

    public int readByte() throws MalformedBodyException {
        need(1);
        return bytes[at++] & 0xFF;
    }

    public int readInt() throws MalformedBodyException {
        need(Integer.BYTES);
        int value = intAt(bytes, at);
        at += Integer.BYTES;
        return value;
    }

    public long readLong() throws MalformedBodyException {
        need(Long.BYTES);
        long value = longAt(bytes, at);
        at += Long.BYTES;
        return value;
    }

    public long readVar() throws MalformedBodyException {
        long value = 0;
        for (int shift = 0; shift <= MOST_SHIFT; shift += 7) {
            int next = readByte();
            value |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new MalformedBodyException("a number without end");
    }

    public long readSigned() throws MalformedBodyException {
        long value = readVar();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number of things each of which takes a byte at least. */
    public int readCount() throws MalformedBodyException {
        long count = readVar();
        if (count < 0 || count > remaining()) {
            throw new MalformedBodyException(count + " of what has no room here");
        }
        return (int) count;
    }

    public byte[] readBytes() throws MalformedBodyException {
        int length = readCount();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    public String readText() throws MalformedBodyException {
        long form = readVar();
        boolean wide = (form & 1) != 0;
        long length = form >>> 1;
        need(wide ? 2 * length : length);
        int count = (int) length;
        int from = at;
        at += wide ? 2 * count : count;
        return wide ? wide(from, count) : new String(bytes, from, count, StandardCharsets.ISO_8859_1);
    }

    private String wide(int from, int count) {
        char[] text = new char[count];
        for (int i = 0; i < count; i++) {
            text[i] = (char) ((bytes[from + 2 * i] & 0xFF) << 8 | (bytes[from + 2 * i + 1] & 0xFF));
        }
        return new String(text);
    }

    /** Four bytes of an array as a number. */
    public static int intAt(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | (bytes[at + 3] & 0xFF);
    }

    /** Eight bytes of an array as a number. */
    public static long longAt(byte[] bytes, int at) {
        return (long) intAt(bytes, at) << 32 | (intAt(bytes, at + 4) & 0xFFFF_FFFFL);
    }

    private void need(long count) throws MalformedBodyException {
        if (count > end - at) {
            throw new MalformedBodyException("it ends too early");
        }
    }
}
