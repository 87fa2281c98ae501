package io.nephoscope.connector.libvirt.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdaptiveTimeoutTest {

    private final AdaptiveTimeout timeout = new AdaptiveTimeout(MonitorLimits.of(0, 8));

    @Test
    void isPatientWhileNothingIsKnown() {
        assertThat(timeout.deadline()).isEqualTo(Duration.ofSeconds(10));
        assertThat(timeout.deadline(1)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void allowsFiveTimesWhatIsUsual() {
        timeout.took(Duration.ofMillis(500), 50);
        timeout.took(Duration.ofSeconds(9), 50);
        timeout.took(Duration.ofMillis(400), 50);

        assertThat(timeout.deadline()).isEqualTo(Duration.ofMillis(2_500));
        assertThat(timeout.deadline(20)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void neverAllowsLessThanASecondNorMoreThanTen() {
        timeout.took(Duration.ofMillis(5), 50);
        assertThat(timeout.deadline()).isEqualTo(Duration.ofSeconds(1));
        assertThat(timeout.deadline(1)).isEqualTo(Duration.ofMillis(250));

        timeout.took(Duration.ofSeconds(30), 10);
        assertThat(timeout.deadline()).isEqualTo(Duration.ofSeconds(10));
        assertThat(timeout.deadline(10)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void forgetsWhatWasLongAgo() {
        timeout.took(Duration.ofSeconds(2), 1);
        for (int reading = 0; reading < 9; reading++) {
            timeout.took(Duration.ofMillis(1), 1);
        }

        assertThat(timeout.deadline()).isEqualTo(Duration.ofSeconds(1));
    }
}
