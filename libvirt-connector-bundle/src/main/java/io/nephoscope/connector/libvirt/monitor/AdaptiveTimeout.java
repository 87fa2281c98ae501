package io.nephoscope.connector.libvirt.monitor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ToLongFunction;

/** How long readings of one kind took, and so how long the next one may take before somebody hangs. Thread-safe. */
final class AdaptiveTimeout {

    private static final int REMEMBERED = 9;
    /** A busy machine is slower than it was. */
    private static final int MARGIN = 5;
    /** Of the shortest deadline: what a handful of domains has at least. */
    private static final int OF_FEW = 4;

    /** @param inRow how many domains were asked one after the other */
    private record Reading(long nanos, int inRow) {}

    private final MonitorLimits limits;
    private final Deque<Reading> last = new ArrayDeque<>();

    AdaptiveTimeout(MonitorLimits limits) {
        this.limits = limits;
    }

    /** A reading in which everybody answered. */
    synchronized void took(Duration time, int inRow) {
        last.addLast(new Reading(time.toNanos(), inRow));
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
    }

    /** For a whole reading. */
    synchronized Duration deadline() {
        return last.isEmpty() ? limits.longest() : limits.clamp(withMargin(median(Reading::nanos)));
    }

    /** For a call that asks so many domains one after the other. */
    synchronized Duration deadline(int domains) {
        if (last.isEmpty()) {
            return limits.shortest();
        }
        Duration least = limits.shortest().dividedBy(OF_FEW);
        Duration usual = withMargin(domains * median(reading -> reading.nanos() / Math.max(1, reading.inRow())));
        Duration whole = deadline();
        if (usual.compareTo(least) < 0) {
            return least;
        }
        return usual.compareTo(whole) > 0 ? whole : usual;
    }

    private long median(ToLongFunction<Reading> value) {
        long[] sorted = last.stream().mapToLong(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static Duration withMargin(long nanos) {
        return Duration.ofNanos(nanos).multipliedBy(MARGIN);
    }
}
