package io.nephoscope.shell.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimesTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_000_000_000);

    @Test
    void tellsThePastRelativeToNow() {
        assertThat(Times.ago(NOW.toEpochMilli() - 3_400, NOW)).isEqualTo("3 s ago");
        assertThat(Times.ago(NOW.toEpochMilli() - 3_600_000, NOW)).isEqualTo("1 h ago");
        assertThat(Times.ago(0, NOW)).isEqualTo("never");
    }

    @Test
    void takesATimeAheadOfAClockThatWasSetBackForNow() {
        assertThat(Times.ago(NOW.toEpochMilli() + 5_000, NOW)).isEqualTo("0 s ago");
    }

    @Test
    void tellsTheFutureRelativeToNow() {
        assertThat(Times.in(NOW.toEpochMilli() + 12_000, NOW)).isEqualTo("in 12 s");
        assertThat(Times.in(NOW.toEpochMilli() - 1, NOW)).isEqualTo("now");
        assertThat(Times.in(0, NOW)).isEqualTo("never");
    }

    @Test
    void showsShortDurationsExactly() {
        assertThat(Times.duration(34)).isEqualTo("34 ms");
        assertThat(Times.duration(1_250)).isEqualTo("1.2 s");
        assertThat(Times.duration(12_999)).isEqualTo("12 s");
    }

    @Test
    void showsSpansInTwoUnits() {
        assertThat(Times.span(192_000)).isEqualTo("3 min 12 s");
        assertThat(Times.span(7_200_000)).isEqualTo("2 h");
        assertThat(Times.span(26 * 3_600_000L)).isEqualTo("1 d 2 h");
    }
}
