package io.nephoscope.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CadenceTest {

    private final Cadence minute = new Cadence(Duration.ofMinutes(1));

    @Test
    void isOfMultiplesOfTheInterval() {
        assertThat(minute.last(Instant.parse("2026-01-02T03:04:59.999Z"))).isEqualTo("2026-01-02T03:04:00Z");
        assertThat(minute.last(Instant.parse("2026-01-02T03:04:00Z"))).isEqualTo("2026-01-02T03:04:00Z");
        assertThat(minute.next(Instant.parse("2026-01-02T03:04:00Z"))).isEqualTo("2026-01-02T03:05:00Z");
    }

    @Test
    void countsWhatWasMissed() {
        Instant done = Instant.parse("2026-01-02T03:04:00Z");

        assertThat(minute.between(done, done.plusSeconds(59))).isZero();
        assertThat(minute.between(done, done.plusSeconds(150))).isEqualTo(2);
        assertThat(minute.between(done, done.minusSeconds(150))).isZero();
    }

    @Test
    void refusesPartsOfMilliseconds() {
        assertThatThrownBy(() -> new Cadence(Duration.ofNanos(1_500_000))).hasMessageContaining("whole milliseconds");
        assertThatThrownBy(() -> new Cadence(Duration.ZERO)).hasMessageContaining("whole milliseconds");
    }
}
