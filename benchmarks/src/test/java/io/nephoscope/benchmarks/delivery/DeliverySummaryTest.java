package io.nephoscope.benchmarks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.benchmarks.report.Metric;
import io.nephoscope.benchmarks.report.Results;
import io.nephoscope.benchmarks.report.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliverySummaryTest {

    private final Results<QueueKind> results = new Results<>();

    @Test
    void comparesWhatIsComparable() {
        measured(30_000, 33_000, 9_000, 50);
        DeliverySummary summary =
                new DeliverySummary(results, new JournalCost(List.of(10.0), List.of(9.6)), List.of("2 processors"));

        assertThat(summary.targets()).hasSize(4).allMatch(Target::isMet);
        assertThat(summary.text())
                .startsWith("- 2 processors\n")
                .contains("### classic queue, durable")
                .contains("| ceilometer | 9,000 (0.30×) |")
                .contains("10.0 ms with the journal on disk, 9.6 ms in memory");
        assertThat(summary.values()).contains("durable,perf-test,BYTES,1,50.0\n");
    }

    @Test
    void missesEachTarget() {
        measured(20_000, 33_000, 9_000, 60);

        assertThat(new DeliverySummary(results, new JournalCost(List.of(10.0), List.of(9.0)), List.of()).targets())
                .hasSize(4)
                .noneMatch(Target::isMet);
    }

    @Test
    void saysWhatWasNotMeasured() {
        DeliverySummary summary = new DeliverySummary(results, JournalCost.UNKNOWN, List.of());

        assertThat(summary.targets())
                .singleElement()
                .extracting(Target::verdict)
                .asString()
                .startsWith("not measured");
        assertThat(summary.text()).contains("was not measured");
    }

    private void measured(double disk, double memory, double ceilometer, double perfTest) {
        results.add(QueueKind.DURABLE, DeliveryOptions.DISK, Metric.RATE, disk);
        results.add(QueueKind.DURABLE, DeliveryOptions.MEMORY, Metric.RATE, memory);
        results.add(QueueKind.DURABLE, DeliveryOptions.MEMORY, Metric.BYTES, 45);
        results.add(QueueKind.DURABLE, DeliveryOptions.CEILOMETER, Metric.RATE, ceilometer);
        results.add(QueueKind.DURABLE, DeliveryOptions.PERF_TEST, Metric.BYTES, perfTest);
    }
}
