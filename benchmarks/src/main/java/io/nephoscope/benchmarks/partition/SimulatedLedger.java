package io.nephoscope.benchmarks.partition;

import io.nephoscope.partition.Cadence;
import io.nephoscope.partition.coordination.PartitionSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The consumer: what arrived of each slot at each due time. A slot counts as much as there are resources in it. */
final class SimulatedLedger {

    /** After its due time a poll counts as late: longer than any takes, and clocks differ. */
    private static final Duration LATE = Duration.ofSeconds(5);

    private final PartitionSettings settings;
    private final Map<String, Cadence> series = new TreeMap<>();
    private final Map<String, Map<Instant, byte[]>> counts = new HashMap<>();
    private final int[] resources;
    private Lateness lateness = new Lateness(0, 0, Duration.ZERO);

    /** @param expected how many (resource, series, due) there should be one of each */
    record Sum(long expected, long lost, long doubled) {

        Sum plus(Sum more) {
            return new Sum(expected + more.expected, lost + more.lost, doubled + more.doubled);
        }
    }

    /**
     * How late polls were.
     *
     * @param late how many later than 5 s after their due time
     * @param missed how many of those when the next was due already
     */
    record Lateness(long late, long missed, Duration longest) {}

    /** @param resources how many there are in each slot */
    SimulatedLedger(PartitionSettings settings, Map<String, Cadence> series, int... resources) {
        this.settings = settings;
        this.series.putAll(series);
        this.resources = resources.clone();
    }

    PartitionSettings settings() {
        return settings;
    }

    Map<String, Cadence> series() {
        return series;
    }

    /** What it takes to poll a slot once. */
    Duration costOf(int slot) {
        return Duration.ofMillis(resources[slot]);
    }

    /** @param polled when it was polled */
    void published(String name, Instant due, BitSet slots, Instant polled) {
        byte[] arrived = counts.computeIfAbsent(name, first -> new HashMap<>())
                .computeIfAbsent(due, first -> new byte[settings.slots()]);
        Duration delay = Duration.between(due, polled);
        boolean late = delay.compareTo(LATE) > 0;
        Cadence cadence = series.getOrDefault(name, new Cadence(Duration.ofDays(1)));
        boolean missed = delay.compareTo(cadence.interval()) > 0;
        long count = 0;
        for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
            arrived[slot] = (byte) Math.min(Byte.MAX_VALUE, arrived[slot] + 1);
            count += resources[slot];
        }
        if (late) {
            lateness = new Lateness(
                    lateness.late() + count,
                    lateness.missed() + (missed ? count : 0),
                    delay.compareTo(lateness.longest()) > 0 ? delay : lateness.longest());
        }
    }

    Lateness lateness() {
        return lateness;
    }

    /** Of what was due from one time on until another; it is not asked for again. */
    Sum sum(Instant from, Instant to) {
        long[] sums = new long[3];
        series.forEach((name, cadence) -> {
            for (Instant due = cadence.next(from.minusNanos(1)); due.isBefore(to); due = due.plus(cadence.interval())) {
                byte[] arrived = counts.getOrDefault(name, Map.of()).get(due);
                add(sums, arrived == null ? new byte[resources.length] : arrived);
            }
            counts.getOrDefault(name, new HashMap<>()).keySet().removeIf(due -> due.isBefore(to));
        });
        return new Sum(sums[0], sums[1], sums[2]);
    }

    private void add(long[] sums, byte[] arrived) {
        for (int slot = 0; slot < arrived.length; slot++) {
            sums[0] += resources[slot];
            sums[1] += arrived[slot] == 0 ? resources[slot] : 0;
            sums[2] += (long) Math.max(0, arrived[slot] - 1) * resources[slot];
        }
    }

    /** One resource in each slot. */
    static int[] one(int slots) {
        int[] resources = new int[slots];
        Arrays.fill(resources, 1);
        return resources;
    }
}
