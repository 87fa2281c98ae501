package io.nephoscope.support.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Backoff BACKOFF = Backoff.exact(Duration.ofMillis(250), Duration.ofSeconds(2));

    @Test
    void doublesFromTheFirstDelayUpToTheLongest() {
        assertThat(BACKOFF.delay(0)).isZero();
        assertThat(BACKOFF.delay(1)).hasMillis(250);
        assertThat(BACKOFF.delay(2)).hasMillis(500);
        assertThat(BACKOFF.delay(4)).hasSeconds(2);
        assertThat(BACKOFF.delay(5)).hasSeconds(2);
    }

    @Test
    void overflowsWithNoNumberOfFailures() {
        Backoff days = Backoff.exact(Duration.ofDays(1_000), Duration.ofDays(100_000));

        assertThat(BACKOFF.delay(Integer.MAX_VALUE)).hasSeconds(2);
        assertThat(days.delay(Integer.MAX_VALUE)).hasDays(100_000);
    }

    @Test
    void neverWaitsLongerThanTheLongestEvenAtFirst() {
        assertThat(Backoff.exact(Duration.ofSeconds(9), Duration.ofSeconds(2)).delay(1))
                .hasSeconds(2);
    }

    @Test
    void waitsNotAtAllWhenTheFirstDelayIsNothing() {
        assertThat(Backoff.exact(Duration.ZERO, Duration.ofSeconds(2)).delay(50))
                .isZero();
    }

    @Test
    void strewsDelaysByItsJitter() {
        Backoff strewn = new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(60), 0.2);

        assertThat(strewn.delay(1)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
        assertThat(strewn.delay(9)).isBetween(Duration.ofSeconds(48), Duration.ofSeconds(72));
    }

    @Test
    void refusesWhatIsNoDelay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backoff.exact(Duration.ofSeconds(-1), Duration.ofSeconds(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ZERO, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ZERO, Double.NaN));
    }
}
