package io.nephoscope.benchmarks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FloodTest {

    @Test
    void reckonsWhatASampleTakes() {
        FloodAgent.Flooded flooded = new FloodAgent.Flooded(1000, Duration.ofMillis(500), Duration.ofMillis(20));

        assertThat(flooded.perSecond()).isEqualTo(2000);
        assertThat(flooded.perSample()).isEqualTo(20);
    }

    @Test
    void readsWhatCeilometerTook() throws IOException {
        assertThat(CeilometerNotifier.read(100, "{\"seconds\": 0.25, \"cpu\": 0.1}"))
                .isEqualTo(new FloodAgent.Flooded(100, Duration.ofMillis(250), Duration.ofMillis(100)));
    }

    @Test
    void isAboutManyServersAlike() {
        assertThat(FloodSubjects.of(3))
                .extracting("resourceId")
                .doesNotHaveDuplicates()
                .hasSize(3);
        assertThat(FloodSubjects.of(1).get(0).metadata().asMap()).hasSameSizeAs(FloodSubjects.metadata());
    }

    @Test
    void findsTheProcessorsName() {
        assertThat(Machine.model("processor\t: 0\nmodel name\t: Slow 1000\n")).isEqualTo("Slow 1000");
        assertThat(Machine.model("")).isEqualTo("unknown");
    }
}
