package io.nephoscope.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    private final Results<String> results = new Results<>();

    @Test
    void showsMediansAndHowTheyCompareWithOurs() {
        add("ours", Metric.WALL, 100, 300, 200);
        add("theirs", Metric.WALL, 1000, 1100, 900);

        assertThat(new Table<>(results, "ours").markdown()).isEqualTo("""
                ### 100 guests

                | peer | wall, ms |
                | --- | --: |
                | ours | 200 |
                | theirs | 1,000 (5.00×) |
                """);
    }

    @Test
    void leavesOutColumnsThatNobodyHasAndMarksWhatIsMissing() {
        add("ours", Metric.CALLS, 2);
        add("theirs", Metric.MEMORY, 105.5);

        assertThat(new Table<>(results, "ours").markdown()).endsWith("""
                | peer | memory, MB | calls |
                | --- | --: | --: |
                | ours | – | 2.00 |
                | theirs | 106 | – |
                """);
    }

    private void add(String peer, Metric metric, double... values) {
        for (double value : values) {
            results.add("100 guests", peer, metric, value);
        }
    }
}
