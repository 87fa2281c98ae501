package io.nephoscope.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.benchmarks.measure.Tap.Arrival;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduledTest {

    private static final Instant START = Instant.parse("2026-11-22T06:00:00Z");

    @Test
    void countsUntilTheLastMessageOfTheCycle() {
        List<Arrival> arrivals = List.of(arrival(-10), arrival(20), arrival(150), arrival(1010));

        assertThat(Scheduled.delivered(arrivals, START, START.plusMillis(1000))).hasValue(150.0);
    }

    @Test
    void tellsNothingOfACycleWithoutMessages() {
        assertThat(Scheduled.delivered(List.of(), START, START.plusMillis(1000)))
                .isEmpty();
    }

    private static Arrival arrival(long millis) {
        return new Arrival(START.plusMillis(millis), 50);
    }
}
