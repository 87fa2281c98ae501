package io.nephoscope.faults.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedLimitsTest {

    @Test
    void allowsNothingLostOrDoubledByWhatIsPlanned() {
        assertThat(SharedLimits.brokenBy(SharedFault.JOIN, verdict(4, 0, 0, 0))).isEmpty();
        assertThat(SharedLimits.brokenBy(SharedFault.JOIN, verdict(4, 1, 0, 0))).containsExactly("1 lost");
        assertThat(SharedLimits.brokenBy(SharedFault.ENGINE_AWAY, verdict(4, 0, 1, 0)))
                .containsExactly("1 doubled, 0.13 %");
    }

    @Test
    void allowsAFewDoubledByACrash() {
        assertThat(SharedLimits.brokenBy(SharedFault.KILLED, verdict(4, 0, 4, 0)))
                .isEmpty();
        assertThat(SharedLimits.brokenBy(SharedFault.KILLED, verdict(4, 0, 5, 0)))
                .hasSize(1);
        assertThat(SharedLimits.brokenBy(SharedFault.KILLED, verdict(4, 1, 0, 0)))
                .hasSize(1);
    }

    @Test
    void countsWhatIsLateOverTenSlotsAtLeast() {
        assertThat(SharedLimits.brokenBy(SharedFault.KILLED, verdict(4, 0, 0, 80)))
                .isEmpty();
        assertThat(SharedLimits.brokenBy(SharedFault.KILLED, verdict(4, 0, 0, 81)))
                .hasSize(1);
        assertThat(SharedLimits.brokenBy(SharedFault.KILLED, verdict(20, 0, 0, 160)))
                .isEmpty();
    }

    private static SharedVerdict verdict(long slots, long lost, long doubled, long late) {
        return new SharedVerdict(
                slots,
                slots * 200,
                lost,
                new SharedVerdict.Doubles(doubled, 0),
                new SharedVerdict.Timing(late, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                0,
                Map.of(),
                List.of());
    }
}
