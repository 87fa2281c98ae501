package io.nephoscope.publisher.amqp.wire;

import java.util.Arrays;

/** A byte array that grows, to be filled again and again. */
final class Bytes {

    private byte[] array;
    private int size;

    Bytes(int capacity) {
        array = new byte[capacity];
    }

    Bytes clear() {
        size = 0;
        return this;
    }

    int size() {
        return size;
    }

    /** The bytes themselves; those from {@link #size()} on mean nothing. */
    byte[] array() {
        return array;
    }

    byte[] copy() {
        return Arrays.copyOf(array, size);
    }

    /** Makes room for bytes that the caller will write; tells where. */
    int extend(int bytes) {
        reserve(bytes);
        size += bytes;
        return size - bytes;
    }

    Bytes put(int oneByte) {
        reserve(1);
        array[size++] = (byte) oneByte;
        return this;
    }

    Bytes put(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, array, size, bytes.length);
        size += bytes.length;
        return this;
    }

    /** Appends a text that holds no character beyond ASCII. */
    Bytes ascii(String text) {
        int length = text.length();
        reserve(length);
        for (int i = 0; i < length; i++) {
            array[size++] = (byte) text.charAt(i);
        }
        return this;
    }

    /** Appends a text in UTF-8; half a surrogate pair becomes a question mark. */
    Bytes utf8(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                put(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                supplementary(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                basic(Character.isSurrogate(c) ? '?' : c);
            }
        }
        return this;
    }

    private void basic(char c) {
        if (c < 0x80) {
            put(c);
        } else if (c < 0x800) {
            put(0xC0 | (c >> 6)).put(continuation(c));
        } else {
            put(0xE0 | (c >> 12)).put(continuation(c >> 6)).put(continuation(c));
        }
    }

    private void supplementary(int c) {
        put(0xF0 | (c >> 18))
                .put(continuation(c >> 12))
                .put(continuation(c >> 6))
                .put(continuation(c));
    }

    private static int continuation(int bits) {
        return 0x80 | (bits & 0x3F);
    }

    private void reserve(int more) {
        if (array.length - size < more) {
            array = Arrays.copyOf(array, Math.max(2 * array.length, size + more));
        }
    }
}
