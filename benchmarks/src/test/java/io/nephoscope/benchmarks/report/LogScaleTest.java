package io.nephoscope.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogScaleTest {

    @Test
    void reachesFromPowerOfTenToPowerOfTen() {
        assertThat(LogScale.of(new double[] {30, 4, 500}, 0, 300).ticks()).containsExactly(1, 10, 100, 1000);
    }

    @Test
    void givesEqualRatiosEqualDistances() {
        LogScale scale = LogScale.of(new double[] {1, 100}, 0, 200);

        assertThat(scale.at(1)).isZero();
        assertThat(scale.at(10)).isEqualTo(100);
        assertThat(scale.at(100)).isEqualTo(200);
    }

    @Test
    void hasWidthForASingleValue() {
        assertThat(LogScale.of(new double[] {10}, 0, 100).ticks()).containsExactly(10, 100);
    }
}
