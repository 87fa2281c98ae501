package io.nephoscope.benchmarks.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.benchmarks.report.Metric;
import io.nephoscope.benchmarks.report.Results;
import io.nephoscope.benchmarks.report.Target;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudSummaryTest {

    private static final Scene PROJECTS = new Scene(Load.PROJECTS, 20);

    @Test
    void judgesByTheMediansAndSaysWhatWasNotMeasured(@TempDir Path folder) throws Exception {
        Results<Scene> results = new Results<>();
        results.add(PROJECTS, "nephoscope", Metric.DELIVERED, 4_000);
        results.add(PROJECTS, "nephoscope", Metric.CALLS, 1_001);
        results.add(PROJECTS, "ceilometer", Metric.DELIVERED, 48_000);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        CloudSummary summary = new CloudSummary(results, List.of());
        summary.write(folder, new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(summary.targets().get(0).isMet()).isFalse();
        assertThat(summary.targets().get(2).isMet()).isTrue();
        assertThat(summary.targets().stream().map(Target::verdict))
                .filteredOn(verdict -> verdict.startsWith("not measured"))
                .hasSize(6);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("1,000 projects with Swift, 20 ms a call", "12.0×");
        assertThat(Files.readString(folder.resolve("cloud.svg"))).contains("<circle");
    }

    @Test
    void judgesADeclaredPollsterByItsCpuBesideCeilometers() {
        Scene declared = new Scene(Load.DECLARED_100K, 5);
        Results<Scene> results = new Results<>();
        results.add(declared, "nephoscope", Metric.AGENT_CPU, 5_000);
        results.add(declared, "ceilometer", Metric.AGENT_CPU, 26_000);

        assertThat(new CloudSummary(results, List.of()).targets())
                .filteredOn(target -> target.verdict().contains("by a definition"))
                .singleElement()
                .satisfies(target -> assertThat(target.isMet()).isFalse());
    }
}
