package io.nephoscope.connector.libvirt.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RhythmTest {

    private final Rhythm rhythm = new Rhythm(Limits.of(0, 8));

    @Test
    void isPatientWhileNothingIsKnown() {
        assertThat(rhythm.deadline()).isEqualTo(Duration.ofSeconds(10));
        assertThat(rhythm.deadline(1)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void allowsFiveTimesWhatIsUsual() {
        rhythm.took(Duration.ofMillis(500), 50);
        rhythm.took(Duration.ofSeconds(9), 50);
        rhythm.took(Duration.ofMillis(400), 50);

        assertThat(rhythm.deadline()).isEqualTo(Duration.ofMillis(2_500));
        assertThat(rhythm.deadline(20)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void neverAllowsLessThanASecondNorMoreThanTen() {
        rhythm.took(Duration.ofMillis(5), 50);
        assertThat(rhythm.deadline()).isEqualTo(Duration.ofSeconds(1));
        assertThat(rhythm.deadline(1)).isEqualTo(Duration.ofMillis(250));

        rhythm.took(Duration.ofSeconds(30), 10);
        assertThat(rhythm.deadline()).isEqualTo(Duration.ofSeconds(10));
        assertThat(rhythm.deadline(10)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void forgetsWhatWasLongAgo() {
        rhythm.took(Duration.ofSeconds(2), 1);
        for (int reading = 0; reading < 9; reading++) {
            rhythm.took(Duration.ofMillis(1), 1);
        }

        assertThat(rhythm.deadline()).isEqualTo(Duration.ofSeconds(1));
    }
}
