package io.nephoscope.testkit.openstack.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FakeCloudOptionsTest {

    @Test
    void takesSizeLatencyAndPort() {
        FakeCloudOptions options = FakeCloudOptions.of(
                "--volumes", "100000", "--projects", "0", "--page-size", "500", "--latency", "20", "--port", "5000");

        assertThat(options.size().of(Kind.VOLUME)).isEqualTo(100_000);
        assertThat(options.size().of(Kind.PROJECT)).isZero();
        assertThat(options.size().of(Kind.IMAGE)).isEqualTo(Kind.IMAGE.usual());
        assertThat(options.size().pageSize()).isEqualTo(500);
        assertThat(options.latency()).isEqualTo(Duration.ofMillis(20));
        assertThat(options.port()).isEqualTo(5000);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> FakeCloudOptions.of("--clouds", "3")).hasMessage("unknown option --clouds");
        assertThatThrownBy(() -> FakeCloudOptions.of("--volumes")).hasMessage("--volumes wants a value");
        assertThatThrownBy(() -> FakeCloudOptions.of("--volumes", "many")).hasMessageContaining("many");
        assertThatThrownBy(() -> FakeCloudOptions.of("--port", "70000")).hasMessageContaining("70000");
        assertThatThrownBy(() -> FakeCloudOptions.of("--page-size", "0")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesEachOptionInItsHelp() {
        for (Kind kind : Kind.values()) {
            assertThat(FakeCloudMain.usage()).contains(kind.option() + " N");
        }
    }
}
