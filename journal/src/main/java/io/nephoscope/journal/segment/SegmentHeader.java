package io.nephoscope.journal.segment;

import io.nephoscope.journal.batch.BodyReader;
import io.nephoscope.journal.batch.BodyWriter;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a segment begins with, twice, so that no single damage makes the segment unreadable.
 *
 * @param version of the format of what follows
 * @param sequence how many segments were made before it, counted on for ever
 * @param first the position that its first record had when it was made
 */
public record SegmentHeader(int version, long sequence, long first) {

    /** The version that is written. */
    public static final int VERSION = 1;

    /** How many bytes it takes. */
    public static final int BYTES = 64;

    private static final long MAGIC = 0x4E45_5048_4A52_4E4CL;
    private static final int COPY_BYTES = 32;
    private static final int CHECKED_BYTES = COPY_BYTES - Integer.BYTES;

    byte[] bytes() {
        BodyWriter out = new BodyWriter();
        for (int copy = 0; copy < BYTES / COPY_BYTES; copy++) {
            out.putLong(MAGIC);
            out.putInt(version);
            out.putLong(sequence);
            out.putLong(first);
            out.putInt(sum(out.array(), copy * COPY_BYTES));
        }
        return Arrays.copyOf(out.array(), out.size());
    }

    /** The header that stands in bytes; null if it stands there in no copy. */
    static @Nullable SegmentHeader of(byte[] bytes, int count) {
        for (int at = 0; at + COPY_BYTES <= count; at += COPY_BYTES) {
            boolean whole = BodyReader.longAt(bytes, at) == MAGIC
                    && BodyReader.intAt(bytes, at + CHECKED_BYTES) == sum(bytes, at);
            if (whole) {
                return new SegmentHeader(
                        BodyReader.intAt(bytes, at + 8),
                        BodyReader.longAt(bytes, at + 12),
                        BodyReader.longAt(bytes, at + 20));
            }
        }
        return null;
    }

    private static int sum(byte[] bytes, int at) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, at, CHECKED_BYTES);
        return (int) sum.getValue();
    }
}
