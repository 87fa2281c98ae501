package io.nephoscope.benchmarks.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class JournalCostTest {

    @Test
    void isTheMedianOfTheMinutes() {
        JournalCost cost = new JournalCost(List.of(10.0, 100.0, 20.0), List.of(9.0, 50.0, 19.6));

        assertThat(cost.share().orElseThrow()).isEqualTo(0.1, within(1e-9));
    }

    @Test
    void isUnknownWhereNothingWasMeasured() {
        assertThat(JournalCost.UNKNOWN.share()).isEmpty();
    }
}
