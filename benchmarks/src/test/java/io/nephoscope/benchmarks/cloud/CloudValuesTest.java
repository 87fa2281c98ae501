package io.nephoscope.benchmarks.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.benchmarks.report.Metric;
import io.nephoscope.benchmarks.report.Results;
import org.junit.jupiter.api.Test;

class CloudValuesTest {

    private static final Scene KEPT = new Scene(Load.VOLUMES_100K, 20);
    private static final Scene AGAIN = new Scene(Load.PROJECTS, 5);

    @Test
    void keepsWhatAnEarlierRunMeasuredOfOtherScenes() {
        Results<Scene> results = new Results<>();
        results.add(KEPT, "nephoscope", Metric.HEAP, 150.5);
        results.add(KEPT, "nephoscope", Metric.HEAP, 151);
        results.add(AGAIN, "ceilometer", Metric.CALLS, 2004);

        Results<Scene> read = CloudValues.read(CloudValues.text(results), scene -> !scene.equals(AGAIN));

        assertThat(read.values(KEPT, "nephoscope", Metric.HEAP)).containsExactly(150.5, 151.0);
        assertThat(read.guests()).containsExactly(KEPT);
    }
}
