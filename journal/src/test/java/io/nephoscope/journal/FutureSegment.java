package io.nephoscope.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** A segment as an agent to come may write it. */
final class FutureSegment {

    private static final int COPY = 32;

    private FutureSegment() {}

    static byte[] bytes(byte[] segment) {
        ByteBuffer future = ByteBuffer.wrap(segment.clone());
        for (int copy = 0; copy < 2; copy++) {
            future.putInt(copy * COPY + 8, 99);
            CRC32C sum = new CRC32C();
            sum.update(future.array(), copy * COPY, COPY - 4);
            future.putInt(copy * COPY + COPY - 4, (int) sum.getValue());
        }
        return future.array();
    }
}
