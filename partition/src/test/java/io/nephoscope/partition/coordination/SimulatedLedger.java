package io.nephoscope.partition.coordination;

import io.nephoscope.partition.Cadence;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The consumer: what arrived of each slot at each due time. */
final class SimulatedLedger {

    private final PartitionSettings settings;
    private final Map<String, Cadence> series = new TreeMap<>();
    private final Map<String, Map<Instant, int[]>> counts = new HashMap<>();

    /** @param expected how many (slot, series, due) there should be one of each */
    record Sum(long expected, long lost, long doubled) {}

    SimulatedLedger(PartitionSettings settings) {
        this.settings = settings;
        series.put("fast", new Cadence(Duration.ofSeconds(20)));
        series.put("slow", new Cadence(Duration.ofSeconds(60)));
    }

    PartitionSettings settings() {
        return settings;
    }

    Map<String, Cadence> series() {
        return series;
    }

    void published(String name, Instant due, BitSet slots) {
        int[] arrived = counts.computeIfAbsent(name, first -> new HashMap<>())
                .computeIfAbsent(due, first -> new int[settings.slots()]);
        slots.stream().forEach(slot -> arrived[slot]++);
    }

    /** Of what was due from one time on until another. */
    Sum sum(Instant from, Instant to) {
        long[] sums = new long[3];
        series.forEach((name, cadence) -> {
            for (Instant due = cadence.next(from); due.isBefore(to); due = due.plus(cadence.interval())) {
                int[] arrived = counts.getOrDefault(name, Map.of()).getOrDefault(due, new int[settings.slots()]);
                for (int count : arrived) {
                    sums[0]++;
                    sums[1] += count == 0 ? 1 : 0;
                    sums[2] += Math.max(0, count - 1);
                }
            }
        });
        return new Sum(sums[0], sums[1], sums[2]);
    }
}
