package io.nephoscope.benchmarks.cloud;

import io.nephoscope.benchmarks.measure.Tap.Arrival;
import io.nephoscope.benchmarks.report.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One cycle of an agent, as it is seen from outside: by the cloud, the broker and the kernel.
 *
 * @param arrivals what came to the broker's consumer
 * @param kilobytes the most memory that the agent had meanwhile
 * @param length until it did nothing more
 */
record Cycle(CloudProcess.Counts asked, List<Arrival> arrivals, Duration cpu, long kilobytes, Duration length) {

    private static final double KILOBYTES_PER_MEGABYTE = 1024;
    private static final double BYTES_PER_MEGABYTE = 1024 * 1024;

    Cycle {
        arrivals = List.copyOf(arrivals);
    }

    int samples() {
        return arrivals.stream().mapToInt(Arrival::samples).sum();
    }

    /** What is told of it, from its first request on. */
    Map<Metric, Double> values() {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.WALL, millis(Duration.between(asked.first(), asked.last())));
        values.put(Metric.DELIVERED, millis(Duration.between(asked.first(), delivered())));
        values.put(Metric.AGENT_CPU, millis(cpu));
        values.put(Metric.MEMORY, kilobytes / KILOBYTES_PER_MEGABYTE);
        values.put(Metric.CALLS, (double) asked.calls());
        values.put(Metric.TRAFFIC, asked.bytes() / BYTES_PER_MEGABYTE);
        values.put(Metric.SAMPLES, (double) samples());
        return values;
    }

    private Instant delivered() {
        return arrivals.stream().map(Arrival::at).max(Instant::compareTo).orElse(asked.last());
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
