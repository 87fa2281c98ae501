package io.nephoscope.journal.batch;

import java.util.Arrays;

/** Bytes that grow: what records are written into. Numbers are big-endian. */
public final class BodyWriter {

    private static final int FIRST_CAPACITY = 1 << 13;
    private static final int LATIN = 0xFF;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int size;

    /** How many bytes were written. */
    public int size() {
        return size;
    }

    /** What was written, at its beginning; shared, and another array once it has grown. */
    public byte[] array() {
        return bytes;
    }

    /** Forgets all after a number of bytes. */
    public void truncate(int newSize) {
        size = newSize;
    }

    /** Forgets all, and gives back what only an unusually large content needed. */
    public void clear(int usual) {
        size = 0;
        if (bytes.length > usual) {
            bytes = new byte[FIRST_CAPACITY];
        }
    }

    /** Leaves bytes of zero. */
    public void skip(int count) {
        reserve(count);
        Arrays.fill(bytes, size, size + count, (byte) 0);
        size += count;
    }

    public void putByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    public void putInt(int value) {
        reserve(Integer.BYTES);
        setInt(size, value);
        size += Integer.BYTES;
    }

    /** Overwrites four bytes. */
    public void setInt(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    public void putLong(long value) {
        putInt((int) (value >>> 32));
        putInt((int) value);
    }

    /** A number of 64 bits without sign, 7 bits a byte, the lowest first. */
    public void putVar(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** A number with sign, small where it is near zero. */
    public void putSigned(long value) {
        putVar((value << 1) ^ (value >> 63));
    }

    public void putBytes(byte[] value) {
        putVar(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** A text exactly as it is, halves of surrogate pairs included, which UTF-8 could not say: a byte or two a character. */
    public void putText(String text) {
        int length = text.length();
        int start = size;
        putVar((long) length << 1);
        reserve(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > LATIN) {
                size = start;
                putWide(text);
                return;
            }
            bytes[size++] = (byte) c;
        }
    }

    private void putWide(String text) {
        int length = text.length();
        putVar((long) length << 1 | 1);
        reserve(2 * length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            bytes[size++] = (byte) (c >>> 8);
            bytes[size++] = (byte) c;
        }
    }

    private void reserve(int count) {
        if (size + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + count, 2 * bytes.length));
        }
    }
}
