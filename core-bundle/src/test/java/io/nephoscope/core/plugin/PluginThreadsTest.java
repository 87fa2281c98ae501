package io.nephoscope.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PluginThreadsTest {

    private final PluginThreads threads = new PluginThreads(System::nanoTime);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    @AfterEach
    void release() {
        released.countDown();
    }

    @Test
    void letsOneBundleHangInABoundedNumberOfThreads() {
        for (int i = 0; i < 1_000; i++) {
            threads.start(call("org.hung"), this::hang);
        }

        await().until(() -> running.get() == PluginThreads.PER_BUNDLE);
        assertThat(threads.overdue(Duration.ZERO)).hasSize(PluginThreads.PER_BUNDLE);

        released.countDown();

        await().until(() -> ended.get() == 1_000);
    }

    @Test
    void callsEachBundleHoweverManyOthersHang() {
        for (int bundle = 0; bundle < 200; bundle++) {
            threads.start(call("org.hung" + bundle), this::hang);
        }

        await().until(() -> running.get() == 200);
        for (int i = 0; i < 10; i++) {
            threads.start(call("org.hung0"), this::hang);
        }

        assertThat(threads.overdue(Duration.ZERO)).hasSize(200);
    }

    @Test
    void goesOnAfterACallThatEndsWithAnError() {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        AtomicInteger uncaught = new AtomicInteger();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> uncaught.incrementAndGet());
        try {
            for (int i = 0; i < 3 * PluginThreads.PER_BUNDLE; i++) {
                threads.start(call("org.broken"), () -> {
                    throw new IllegalStateException();
                });
            }

            await().dontCatchUncaughtExceptions().until(() -> uncaught.get() == 3 * PluginThreads.PER_BUNDLE);
            await().until(() -> threads.overdue(Duration.ZERO).isEmpty());
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void forgetsACallThatIsCancelledBeforeItBegins() {
        for (int i = 0; i < PluginThreads.PER_BUNDLE; i++) {
            threads.start(call("org.hung"), this::hang);
        }
        PluginThreads.Ticket waiting = threads.start(call("org.hung"), this::hang);

        assertThat(waiting.hasNotReturned()).startsWith("waits for its deactivation");
        assertThat(waiting.cancel()).isTrue();
        assertThat(threads.startNow(call("org.hung"), this::hang)).isFalse();
        released.countDown();

        await().until(() -> threads.overdue(Duration.ZERO).isEmpty());
        assertThat(ended).hasValue(PluginThreads.PER_BUNDLE);
    }

    private static PluginCall call(String bundle) {
        return PluginCall.of("pollster a", "deactivation", bundle);
    }

    private void hang() {
        running.incrementAndGet();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended.incrementAndGet();
    }
}
