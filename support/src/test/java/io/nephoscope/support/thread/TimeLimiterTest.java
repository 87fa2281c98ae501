package io.nephoscope.support.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TimeLimiterTest {

    @Test
    void givesTheResult() throws Exception {
        assertThat(TimeLimiter.call("test", Duration.ofSeconds(10), () -> Thread.currentThread()
                        .getName()))
                .isEqualTo("test");
    }

    @Test
    void interruptsAndLeavesWhatTakesTooLong() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> TimeLimiter.call("test", Duration.ofMillis(50), () -> {
                    try {
                        return new CountDownLatch(1).await(1, TimeUnit.HOURS);
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                }));

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void passesOnErrors() {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> TimeLimiter.call("test", Duration.ofSeconds(10), () -> {
                    throw new StackOverflowError();
                }))
                .withCauseInstanceOf(StackOverflowError.class);
    }
}
