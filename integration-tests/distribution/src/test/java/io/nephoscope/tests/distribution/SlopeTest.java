package io.nephoscope.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SlopeTest {

    @Test
    void isThatOfALine() {
        assertThat(Slope.of(List.of(10L, 13L, 16L, 19L))).isEqualTo(3);
    }

    @Test
    void isNoneWhereNothingGrows() {
        assertThat(Slope.of(List.of(10L, 10L, 10L))).isZero();
    }

    @Test
    void ignoresMeasurementsThatAreFarOff() {
        assertThat(Slope.of(List.of(5000L, 101L, 102L, 103L, 9000L, 105L, 106L, 107L, 1L)))
                .isCloseTo(1, Offset.offset(1.0));
    }

    @Test
    void findsALeakBelowTheNoise() {
        Random noise = new Random(7);
        List<Long> measured = LongStream.range(0, 20)
                .map(round -> 7000 + round * 100 + (long) (noise.nextGaussian() * 200))
                .boxed()
                .toList();

        assertThat(Slope.of(measured)).isBetween(70.0, 130.0);
    }
}
