package io.nephoscope.benchmarks.proxy;

import java.nio.ByteBuffer;

/**
 * Finds the calls in what a client writes: libvirt's messages, each with its length at its head. Takes
 * the bytes in pieces of any size.
 */
final class CallScanner {

    private static final int HEADER = 28;
    private static final int REMOTE_PROGRAM = 0x20008086;
    private static final int CALL = 0;
    private static final int GET_ALL_DOMAIN_STATS = 344;
    private static final int LONGEST = 32 << 20;

    private final Traffic traffic;
    private final ByteBuffer header = ByteBuffer.allocate(HEADER);
    /** The last eight bytes of the message, which are the last two arguments of a bulk call. */
    private long tail;

    private int left;

    CallScanner(Traffic traffic) {
        this.traffic = traffic;
    }

    /** Reads what is between the buffer's position and limit. */
    void scan(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (header.hasRemaining()) {
                header.put(bytes.get());
                if (!header.hasRemaining()) {
                    begin();
                }
            } else {
                tail = (tail << Byte.SIZE) | (bytes.get() & 0xff);
                left--;
            }
            if (!header.hasRemaining() && left == 0) {
                end();
            }
        }
    }

    private void begin() {
        int length = header.getInt(0);
        if (length < HEADER || length > LONGEST) {
            throw new IllegalStateException("A message of " + length + " bytes: this is not libvirt's protocol");
        }
        left = length - HEADER;
        tail = 0;
    }

    private void end() {
        int procedure = header.getInt(12);
        if (header.getInt(4) == REMOTE_PROGRAM && header.getInt(16) == CALL) {
            if (procedure == GET_ALL_DOMAIN_STATS) {
                traffic.noteBulk(procedure, (int) (tail >>> Integer.SIZE));
            } else {
                traffic.note(procedure);
            }
        }
        header.clear();
    }
}
