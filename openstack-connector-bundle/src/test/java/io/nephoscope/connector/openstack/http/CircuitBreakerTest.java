package io.nephoscope.connector.openstack.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private Instant now = Instant.EPOCH;
    private final CircuitBreaker breaker =
            new CircuitBreaker(Backoff.exact(Duration.ofSeconds(5), Duration.ofSeconds(15)), () -> now);

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(breaker.enter()).isEmpty();
            breaker.failed();
        }
    }

    @Test
    void opensAfterFiveFailuresInARow() {
        fail(4);
        breaker.succeeded();
        fail(5);

        assertThat(breaker.enter()).contains(Duration.ofSeconds(5));
        assertThat(breaker.restsUntil()).contains(Instant.EPOCH.plusSeconds(5));
    }

    @Test
    void letsOneTryAfterTheRestAndRestsLongerWhereThatFails() {
        fail(5);
        now = now.plusSeconds(5);

        assertThat(breaker.enter()).isEmpty();
        assertThat(breaker.enter()).as("while another tries").isPresent();
        breaker.failed();

        assertThat(breaker.enter()).contains(Duration.ofSeconds(10));
        now = now.plusSeconds(10);
        fail(1);
        assertThat(breaker.enter()).contains(Duration.ofSeconds(15));
    }

    @Test
    void closesWithTheFirstSuccess() {
        fail(5);
        now = now.plusSeconds(5);
        assertThat(breaker.enter()).isEmpty();

        breaker.succeeded();

        assertThat(breaker.enter()).isEmpty();
        assertThat(breaker.enter()).isEmpty();
        assertThat(breaker.restsUntil()).isEmpty();
    }

    @Test
    void letsAnotherTryWhereTheFirstWasInterrupted() {
        fail(5);
        now = now.plusSeconds(5);
        assertThat(breaker.enter()).isEmpty();

        breaker.abandoned();

        assertThat(breaker.enter()).isEmpty();
    }
}
