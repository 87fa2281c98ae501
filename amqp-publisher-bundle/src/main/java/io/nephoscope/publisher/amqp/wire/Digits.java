package io.nephoscope.publisher.amqp.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.UUID;

/** Numbers as digits, without a text in between: each sample has several. */
final class Digits {

    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
    private static final int BITS_PER_HEX_DIGIT = 4;

    private Digits() {}

    /** Appends a number as {@link Long#toString(long)} writes it. */
    static Bytes decimal(Bytes out, long value) {
        if (value >= 0) {
            return decimal(out, value, count(value));
        }
        return value == Long.MIN_VALUE ? out.ascii(Long.toString(value)) : decimal(out.put('-'), -value);
    }

    /**
     * Appends the last digits of a number, with zeros in front where it has fewer.
     *
     * @param value not negative
     */
    static Bytes decimal(Bytes out, long value, int digits) {
        int start = out.extend(digits);
        byte[] array = out.array();
        long rest = value;
        for (int at = start + digits - 1; at >= start; at--) {
            array[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return out;
    }

    /**
     * How many decimal digits a number has.
     *
     * @param value not negative
     */
    static int count(long value) {
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** Appends the lowest digits of a number in lower-case hex. */
    static Bytes hex(Bytes out, long value, int digits) {
        int start = out.extend(digits);
        byte[] array = out.array();
        long rest = value;
        for (int at = start + digits - 1; at >= start; at--) {
            array[at] = HEX[(int) rest & 0xF];
            rest >>>= BITS_PER_HEX_DIGIT;
        }
        return out;
    }

    /** Appends bytes in lower-case hex. */
    static Bytes hex(Bytes out, byte[] bytes) {
        int at = out.extend(2 * bytes.length);
        byte[] array = out.array();
        for (byte b : bytes) {
            array[at++] = HEX[b >> BITS_PER_HEX_DIGIT & 0xF];
            array[at++] = HEX[b & 0xF];
        }
        return out;
    }

    /** Appends a UUID in its usual form. */
    static Bytes uuid(Bytes out, UUID id) {
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        hex(out, high >>> 32, 8).put('-');
        hex(out, high >>> 16, 4).put('-');
        hex(out, high, 4).put('-');
        hex(out, low >>> 48, 4).put('-');
        return hex(out, low, 12);
    }
}
