package io.nephoscope.journal.segment;

import java.util.zip.CRC32C;

/** A record: a sum over all that follows, the length of the body, the position, the body, zeros up to the next whole 8 bytes. */
final class RecordFormat {

    static final int HEADER_BYTES = 16;
    static final int ALIGNMENT = 8;
    static final int LENGTH_AT = 4;
    static final int POSITION_AT = 8;

    /** Less than any batch takes. */
    static final int SHORTEST_BODY = 24;

    private RecordFormat() {}

    static long aligned(long size) {
        return (size + ALIGNMENT - 1) & -ALIGNMENT;
    }

    /** The sum of the record that begins at an index. */
    static int sum(byte[] bytes, int at, int bodyLength) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, at + LENGTH_AT, HEADER_BYTES - LENGTH_AT + bodyLength);
        return (int) sum.getValue();
    }
}
