package io.nephoscope.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WatermarkTest {

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }

    private final Watermark one = Watermark.of(at(10)).with("cpu", at(30)).with("disk", at(20));
    private final Watermark other = Watermark.of(at(25)).with("cpu", at(40));

    @Test
    void coversWhatIsDueUntilThen() {
        assertThat(one.covers("cpu", at(30))).isTrue();
        assertThat(one.covers("cpu", at(31))).isFalse();
        assertThat(one.covers("memory", at(10))).isTrue();
        assertThat(one.covers("memory", at(11))).isFalse();
    }

    @Test
    void neverGoesBack() {
        assertThat(one.with("cpu", at(29))).isEqualTo(one);
    }

    @Test
    void namesNoSeriesThatAreDoneSinceLong() {
        Watermark several = Watermark.NOTHING.with("gone", at(5)).with("cpu", at(100));

        assertThat(several.atLeast(at(50))).isEqualTo(Watermark.of(at(50)).with("cpu", at(100)));
        assertThat(one.atLeast(at(3))).isEqualTo(one);
    }

    @Test
    void takesOfEachSeriesTheLaterOrTheEarlier() {
        assertThat(one.max(other))
                .isEqualTo(Watermark.of(at(25))
                        .with("cpu", at(40))
                        .with("disk", at(25))
                        .max(one));
        assertThat(one.max(other).of("disk")).isEqualTo(at(25));
        assertThat(one.max(other).of("memory")).isEqualTo(at(25));
        assertThat(one.min(other).of("cpu")).isEqualTo(at(30));
        assertThat(one.min(other).of("disk")).isEqualTo(at(20));
        assertThat(one.min(other).of("memory")).isEqualTo(at(10));
    }

    @Test
    void knowsItsLatest() {
        assertThat(one.latest()).isEqualTo(at(30));
        assertThat(Watermark.of(at(7)).latest()).isEqualTo(at(7));
    }
}
