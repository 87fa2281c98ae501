package io.nephoscope.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void isTheMiddleValue() {
        assertThat(Median.of(List.of(3.0, 100.0, 1.0))).hasValue(3);
    }

    @Test
    void isTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
        assertThat(Median.of(List.of(4.0, 1.0, 2.0, 100.0))).hasValue(3);
    }

    @Test
    void isMissingWhereNothingWasMeasured() {
        assertThat(Median.of(List.of())).isEmpty();
    }
}
