package io.nephoscope.publisher.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * What a collector says when it has left something out: the field {@code partial_success} of its answer, in protobuf.
 *
 * @param rejected points that it has left out
 * @param message why
 */
record PartialSuccess(long rejected, String message) {

    static final PartialSuccess NONE = new PartialSuccess(0, "");

    private static final int PARTIAL_SUCCESS = 1;
    private static final int REJECTED_POINTS = 1;
    private static final int ERROR_MESSAGE = 2;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int LONGEST_VARINT = 10;

    /** Reads an answer; one that is not as it should be says nothing. */
    static PartialSuccess of(byte[] answer) {
        try {
            PartialSuccess found = NONE;
            for (ByteBuffer in = ByteBuffer.wrap(answer); in.hasRemaining(); ) {
                long tag = varint(in);
                if (tag == tag(PARTIAL_SUCCESS, BYTES)) {
                    found = inner(bytes(in));
                } else {
                    skip(in, tag);
                }
            }
            return found;
        } catch (RuntimeException e) {
            return NONE;
        }
    }

    private static PartialSuccess inner(ByteBuffer in) {
        long rejected = 0;
        String message = "";
        while (in.hasRemaining()) {
            long tag = varint(in);
            if (tag == tag(REJECTED_POINTS, VARINT)) {
                rejected = varint(in);
            } else if (tag == tag(ERROR_MESSAGE, BYTES)) {
                message = UTF_8.decode(bytes(in)).toString();
            } else {
                skip(in, tag);
            }
        }
        return new PartialSuccess(Math.max(0, rejected), message);
    }

    private static long tag(int field, int type) {
        return (long) field << 3 | type;
    }

    private static void skip(ByteBuffer in, long tag) {
        switch ((int) (tag & 7)) {
            case VARINT -> varint(in);
            case FIXED64 -> in.getLong();
            case BYTES -> bytes(in);
            case FIXED32 -> in.getInt();
            default -> throw new IllegalArgumentException("no such type");
        }
    }

    private static ByteBuffer bytes(ByteBuffer in) {
        int length = Math.toIntExact(varint(in));
        ByteBuffer part = in.slice(in.position(), length);
        in.position(in.position() + length);
        return part;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("no varint");
    }
}
