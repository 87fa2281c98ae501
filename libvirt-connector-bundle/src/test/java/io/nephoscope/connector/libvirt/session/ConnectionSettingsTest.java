package io.nephoscope.connector.libvirt.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionSettingsTest {

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0", "-1, 1, 1"})
    void leaveNoLoopWithoutAPause(long answer, long probe, long retry) {
        Backoff backoff = Backoff.exact(Duration.ofSeconds(retry), Duration.ofSeconds(5));

        assertThatThrownBy(() -> new ConnectionSettings(Duration.ofSeconds(answer), Duration.ofSeconds(probe), backoff))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
