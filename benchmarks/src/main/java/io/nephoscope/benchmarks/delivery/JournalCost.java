package io.nephoscope.benchmarks.delivery;

import io.nephoscope.benchmarks.report.Median;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The CPU of two agents that poll the same guests in the same minutes, one with the journal on disk, one with the journal in
 * memory.
 *
 * @param disk milliseconds per cycle, of each minute
 * @param memory the same
 */
record JournalCost(List<Double> disk, List<Double> memory) {

    static final JournalCost UNKNOWN = new JournalCost(List.of(), List.of());

    JournalCost {
        disk = List.copyOf(disk);
        memory = List.copyOf(memory);
    }

    /** What the journal takes of the agent's CPU, from 0 to 1: the median of the minutes. */
    OptionalDouble share() {
        return Median.of(IntStream.range(0, disk.size())
                .mapToObj(i -> (disk.get(i) - memory.get(i)) / disk.get(i))
                .toList());
    }

    /** A sentence. */
    String text() {
        return share().isEmpty()
                ? "The agent's CPU at 100 guests was not measured."
                : "100 simulated guests each 10 s, CPU of the agent per cycle: %.1f ms with the journal on disk, %.1f ms in memory (medians of %d minutes)."
                        .formatted(median(disk), median(memory), disk.size());
    }

    private static double median(List<Double> values) {
        return Median.of(values).orElse(Double.NaN);
    }
}
