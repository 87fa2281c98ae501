package io.nephoscope.benchmarks.peers;

import java.time.Duration;
import java.util.Comparator;

/** The guests that are polled: real ones of QEMU, or ones that a stand-in for the daemon simulates. */
public record Crowd(int guests, boolean simulated) implements Comparable<Crowd> {

    private static final Comparator<Crowd> REAL_ONES_FIRST =
            Comparator.comparing(Crowd::simulated).thenComparing(Crowd::guests);

    private static final int REAL_PER_SECOND = 25;
    private static final int SIMULATED_PER_SECOND = 200;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** How often they are polled: at leisure for the slowest of the peers, which otherwise doubles it. */
    public Duration interval() {
        int perSecond = simulated ? SIMULATED_PER_SECOND : REAL_PER_SECOND;
        Duration interval = Duration.ofSeconds((guests + perSecond - 1) / perSecond);
        return interval.compareTo(LONGEST) > 0 ? LONGEST : interval;
    }

    @Override
    public int compareTo(Crowd other) {
        return REAL_ONES_FIRST.compare(this, other);
    }

    @Override
    public String toString() {
        return "%,d %s%s".formatted(guests, simulated ? "simulated " : "", guests == 1 ? "guest" : "guests");
    }
}
