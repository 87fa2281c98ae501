package io.nephoscope.faults.scene;

import java.time.Duration;
import java.util.Random;

/** What a network does to what passes: for how long it keeps each piece. Asked by several threads. */
@FunctionalInterface
public interface Condition {

    /** A network that does as it should. */
    Condition CLEAR = bytes -> 0;

    /** @return nanoseconds until a piece of so many bytes goes on, after all before it have */
    long delay(int bytes);

    /** Each piece comes later, however many there are. */
    static Condition late(Duration delay) {
        return bytes -> delay.toNanos();
    }

    /**
     * Pieces get lost, and TCP sends them again: after 200 ms, and twice as late each further time. What comes behind waits.
     *
     * @param share of the pieces that get lost, each time
     */
    static Condition lossy(double share, Random random) {
        return bytes -> {
            long delay = 0;
            synchronized (random) {
                for (long retransmission = 200_000_000; random.nextDouble() < share; retransmission *= 2) {
                    delay += retransmission;
                }
            }
            return delay;
        };
    }

    /** No more than so many bytes pass in a second, in both directions together. */
    static Condition slow(int bytesPerSecond) {
        return new Condition() {
            private long freeAt = System.nanoTime();

            @Override
            public synchronized long delay(int bytes) {
                long now = System.nanoTime();
                freeAt = Math.max(now, freeAt) + bytes * 1_000_000_000L / bytesPerSecond;
                return freeAt - now;
            }
        };
    }
}
