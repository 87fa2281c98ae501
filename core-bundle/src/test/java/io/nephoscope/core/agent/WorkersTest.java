package io.nephoscope.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WorkersTest {

    private final Workers workers = new Workers();

    @Test
    void runsEachTaskOnAThreadThatEndsWithIt() {
        AtomicReference<Thread> thread = new AtomicReference<>();

        workers.execute(() -> thread.set(Thread.currentThread()));

        await().until(() -> thread.get() != null && !thread.get().isAlive());
        assertThat(thread.get()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void interruptsWhatDoesNotEndInTime() throws InterruptedException {
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch started = new CountDownLatch(1);
        workers.execute(() -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
        });
        started.await();

        workers.stop(20, 5_000);

        assertThat(interrupted).isTrue();
    }

    @Test
    void takesNoTaskOnceStopped() throws InterruptedException {
        AtomicBoolean ran = new AtomicBoolean();
        workers.stop(10, 10);
        workers.stop(10, 10);

        workers.execute(() -> ran.set(true));

        assertThat(ran).isFalse();
    }
}
