package io.nephoscope.connector.libvirt.monitor;

import java.time.Duration;

/**
 * How much readings of guests may take of libvirt and of time.
 *
 * @param parallel how many calls one reading makes side by side
 * @param stuck how many calls may wait for guests that do not answer, those included that run
 * @param shortest the least time that guests have to answer
 * @param longest the most
 */
public record MonitorLimits(int parallel, int stuck, Duration shortest, Duration longest) {

    /** More calls side by side wait for the same processors, and for the daemon's workers. */
    private static final int MOST_PARALLEL = 4;
    /** A call waits for the daemon and for a guest by turns, so two keep a processor busy. */
    private static final int CALLS_PER_PROCESSOR = 2;

    public MonitorLimits {
        if (parallel < 1 || stuck < 1) {
            throw new IllegalArgumentException("there must be room for one call at least");
        }
    }

    /**
     * What is usual.
     *
     * @param parallel 0 for what suits this machine
     */
    public static MonitorLimits of(int parallel, int stuck) {
        int useful = CALLS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
        return new MonitorLimits(
                parallel > 0 ? parallel : Math.min(MOST_PARALLEL, useful),
                Math.max(1, stuck),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10));
    }

    Duration clamp(Duration time) {
        if (time.compareTo(shortest) < 0) {
            return shortest;
        }
        return time.compareTo(longest) > 0 ? longest : time;
    }
}
