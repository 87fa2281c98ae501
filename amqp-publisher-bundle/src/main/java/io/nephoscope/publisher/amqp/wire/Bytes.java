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

    /** Takes bytes back from the end. */
    void shorten(int newSize) {
        size = newSize;
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

    Bytes put(Bytes bytes) {
        int start = extend(bytes.size);
        System.arraycopy(bytes.array, 0, array, start, bytes.size);
        return this;
    }

    /** Appends a text that holds no character beyond ASCII. */
    @SuppressWarnings("deprecation") // It drops the high bytes, of which there are none, and copies the others at once.
    Bytes ascii(String text) {
        int length = text.length();
        int start = extend(length);
        text.getBytes(0, length, array, start);
        return this;
    }

    /** Appends a text in UTF-8; half a surrogate pair becomes a question mark. */
    Bytes utf8(String text) {
        int length = text.length();
        reserve(length);
        byte[] target = array;
        int at = size;
        int next = 0;
        while (next < length && text.charAt(next) < 0x80) {
            target[at++] = (byte) text.charAt(next++);
        }
        size = at;
        return next < length ? utf8(text, next) : this;
    }

    private Bytes utf8(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                supplementary(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                basic(Character.isSurrogate(c) ? '?' : c);
            }
        }
        return this;
    }

    /** Appends JSON as it stands in a text inside of JSON. */
    Bytes quoted(Bytes json) {
        reserve(2 * json.size);
        byte[] source = json.array;
        byte[] target = array;
        int at = size;
        for (int i = 0; i < json.size; i++) {
            byte b = source[i];
            if (b == '"' || b == '\\') {
                target[at++] = '\\';
            }
            target[at++] = b;
        }
        size = at;
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
