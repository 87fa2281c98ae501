package io.nephoscope.deploy.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedCallsTest {

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch returned = new CountDownLatch(1);
    private final BoundedCalls calls = new BoundedCalls("test", Duration.ZERO, returned::countDown);

    @AfterEach
    void stop() {
        end.countDown();
        calls.close();
    }

    @Test
    void returnsWhatTheCallReturns() throws Exception {
        assertThat(calls.call(() -> "a", () -> "it", LONG, () -> 42)).isEqualTo(42);
        assertThat(calls.overdue()).isEmpty();
    }

    @Test
    void throwsWhatTheCallThrows() {
        assertThatThrownBy(() -> calls.call(() -> "a", () -> "it", LONG, () -> {
                    throw new IOException("no");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no");
    }

    @Test
    void namesACallThatHangsUntilItReturns() throws Exception {
        assertThatThrownBy(() -> hang("dead", "reading it"))
                .isInstanceOf(OverdueException.class)
                .hasMessageContaining("reading it has not returned for");
        assertThat(calls.isOverdue("dead")).isTrue();
        assertThat(calls.call(() -> "other", () -> "it", LONG, () -> "done")).isEqualTo("done");

        end.countDown();

        returned.await();
        await().untilAsserted(() -> assertThat(calls.overdue()).isEmpty());
    }

    @Test
    void makesNoFurtherCallWhenTooManyHang() {
        for (int i = 0; i < BoundedCalls.MAX_OVERDUE; i++) {
            int subject = i;
            assertThatThrownBy(() -> hang(subject, "it")).isInstanceOf(OverdueException.class);
        }

        assertThatThrownBy(() -> calls.call(() -> "a", () -> "it", LONG, () -> 42))
                .isInstanceOf(OverdueException.class)
                .hasMessageContaining("not tried");
    }

    private void hang(Object subject, String doing) throws Exception {
        calls.call(() -> subject, () -> doing, SHORT, () -> {
            end.await();
            return null;
        });
    }
}
