package io.nephoscope.pollsters.compute;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * What is remembered from poll to poll, for meters that tell of a change.
 *
 * @param totals of each device, for meters that are deltas
 * @param counts of each domain, for meters that are rates
 */
record Histories(History<Map<String, Long>> totals, History<Rates.Total> counts) {

    /** @param nanoTime the monotonic clock */
    static Histories on(LongSupplier nanoTime) {
        return new Histories(new History<>(nanoTime), new History<>(nanoTime));
    }

    /** Forgets the counts of an interval but of the domains that run; and what was not used for long. */
    void retain(Duration interval, Set<UUID> running) {
        totals.expire();
        counts.expire();
        counts.retain(interval, running);
    }
}
