package io.nephoscope.benchmarks.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.benchmarks.measure.Tap.Arrival;
import io.nephoscope.benchmarks.report.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CycleTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void beginsWithTheFirstRequestAndIsDeliveredWithTheLastSample() {
        CloudProcess.Counts asked =
                new CloudProcess.Counts(7, 2 << 20, 0, START, START.plusMillis(400), "7 × GET /image/v2/images");
        List<Arrival> arrivals =
                List.of(new Arrival(START.plusMillis(300), 50), new Arrival(START.plusMillis(900), 20));

        Cycle cycle = new Cycle(asked, arrivals, Duration.ofMillis(120), 3072, Duration.ofSeconds(3));

        assertThat(cycle.values())
                .containsEntry(Metric.WALL, 400.0)
                .containsEntry(Metric.DELIVERED, 900.0)
                .containsEntry(Metric.AGENT_CPU, 120.0)
                .containsEntry(Metric.MEMORY, 3.0)
                .containsEntry(Metric.CALLS, 7.0)
                .containsEntry(Metric.TRAFFIC, 2.0)
                .containsEntry(Metric.SAMPLES, 70.0);
    }
}
