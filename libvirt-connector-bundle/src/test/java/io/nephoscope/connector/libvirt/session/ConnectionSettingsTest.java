package io.nephoscope.connector.libvirt.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionSettingsTest {

    private static final ConnectionSettings TIMING = new ConnectionSettings(
            Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofMillis(250), Duration.ofSeconds(2));

    @Test
    void doublesTheWaitUpToTheLongest() {
        assertThat(TIMING.retryAfter(1)).isEqualTo(Duration.ofMillis(250));
        assertThat(TIMING.retryAfter(2)).isEqualTo(Duration.ofMillis(500));
        assertThat(TIMING.retryAfter(4)).isEqualTo(Duration.ofSeconds(2));
        assertThat(TIMING.retryAfter(5)).isEqualTo(Duration.ofSeconds(2));
        assertThat(TIMING.retryAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(2));
    }
}
