package io.nephoscope.api.sample;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * UUIDs of version 1 (RFC 9562 §5.1) with a random node id. Unique within the process: the clock's
 * 100 ns ticks are counted on where it stands still. Lock-free.
 */
final class TimeBasedId {

    private static final long TICKS_PER_SECOND = 10_000_000;
    /** Seconds from the Gregorian reform, where version 1 starts to count, to 1970. */
    private static final long EPOCH_OFFSET_SECONDS = 12_219_292_800L;

    private static final long CLOCK_SEQUENCE_AND_NODE = randomNode();
    private static final AtomicLong LAST_TICK = new AtomicLong();

    private TimeBasedId() {}

    static UUID next() {
        long now = now();
        long tick = LAST_TICK.updateAndGet(last -> Math.max(last + 1, now));
        long low = tick << 32;
        long middle = (tick >>> 16) & 0xFFFF_0000L;
        long highAndVersion = ((tick >>> 48) & 0x0FFF) | 0x1000;
        return new UUID(low | middle | highAndVersion, CLOCK_SEQUENCE_AND_NODE);
    }

    private static long now() {
        Instant now = Instant.now();
        return (now.getEpochSecond() + EPOCH_OFFSET_SECONDS) * TICKS_PER_SECOND + now.getNano() / 100;
    }

    private static long randomNode() {
        long variant = 0x8000_0000_0000_0000L;
        long multicastBit = 0x0000_0100_0000_0000L;
        return (new SecureRandom().nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | variant | multicastBit;
    }
}
