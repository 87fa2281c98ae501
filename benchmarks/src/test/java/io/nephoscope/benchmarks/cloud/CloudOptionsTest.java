package io.nephoscope.benchmarks.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloudOptionsTest {

    @Test
    void measuresEverythingFiveTimesByDefault() {
        CloudOptions options = CloudOptions.parse();

        assertThat(options.scenes()).hasSize(15).contains(new Scene(Load.PROJECTS, 20), new Scene(Load.IMAGES, 100));
        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.peers()).containsExactly("nephoscope", "ceilometer");
    }

    @Test
    void measuresAPart() {
        CloudOptions options = CloudOptions.parse(
                "--only",
                "volumes,projects",
                "--latency",
                "20",
                "--rounds",
                "2",
                "--settle",
                "5",
                "--peers",
                "nephoscope");

        assertThat(options.scenes()).isEqualTo(List.of(new Scene(Load.PROJECTS, 20), new Scene(Load.VOLUMES, 20)));
        assertThat(options.rounds()).isEqualTo(2);
        assertThat(options.settling()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.peers()).containsExactly("nephoscope");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> CloudOptions.parse("--fast")).hasMessage("unknown option: --fast");
        assertThatThrownBy(() -> CloudOptions.parse("--only", "servers")).hasMessageContaining("floating-ips");
        assertThatThrownBy(() -> CloudOptions.parse("--peers", "telegraf")).hasMessageContaining("telegraf");
        assertThatThrownBy(() -> CloudOptions.parse("--latency")).hasMessage("--latency needs a value");
        assertThatThrownBy(() -> CloudOptions.parse("--rounds", "0")).hasMessageContaining("0");
    }
}
