package io.nephoscope.partition.coordination;

import io.nephoscope.partition.SlotCosts;
import java.time.Duration;

/** When it is to be looked whether loads are shared out evenly. */
final class LoadLooks {

    /** Fewer slots whose cost is known are not waited for. */
    private static final double ENOUGH = 0.95;

    /** After the first look it takes a while until all have written down what they have measured. */
    private static final int MOST_POSTPONED = 3;

    private static final int PARTS = 4;

    private final Duration apart;
    private long lookedAt;
    private int postponed;

    /** @param apart zero for never */
    LoadLooks(Duration apart, long nanoTime) {
        this.apart = apart;
        this.lookedAt = nanoTime;
    }

    /** Whether it is time to look; if so, the next one counts from now. */
    boolean isDue(long nanoTime) {
        if (apart.isZero() || nanoTime - lookedAt < apart.toNanos()) {
            return false;
        }
        lookedAt = nanoTime;
        return true;
    }

    /** Another is to look. */
    void rest(long nanoTime) {
        lookedAt = nanoTime;
    }

    /** Whether what was found is enough to go by; else it is looked again soon. */
    boolean isEnough(SlotCosts costs) {
        if (costs.knownPart() >= ENOUGH || postponed == MOST_POSTPONED) {
            postponed = 0;
            return true;
        }
        postponed++;
        lookedAt -= apart.toNanos() / PARTS * (PARTS - 1);
        return false;
    }
}
