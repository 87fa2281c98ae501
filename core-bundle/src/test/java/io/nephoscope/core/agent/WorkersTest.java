package io.nephoscope.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WorkersTest {

    private final Workers workers = new Workers();

    @Test
    void runsLaterTasksOnTheSameThread() throws Exception {
        Thread first = threadOfTask();
        await().until(() -> first.getState() == Thread.State.TIMED_WAITING);

        assertThat(threadOfTask()).isSameAs(first).isNotSameAs(Thread.currentThread());
    }

    @Test
    void letsThreadsGoWhenPluginsChange() throws Exception {
        Thread first = threadOfTask();

        workers.renew();

        await().until(() -> !first.isAlive());
        assertThat(threadOfTask()).isNotSameAs(first);
    }

    @Test
    void letsAThreadEndItsTaskWhenPluginsChange() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        workers.execute(() -> {
            thread.complete(Thread.currentThread());
            ended.set(isReached(end));
        });
        thread.get();

        workers.renew();
        end.countDown();

        await().until(() -> !thread.get().isAlive());
        assertThat(ended).isTrue();
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

        assertThatThrownBy(() -> workers.execute(() -> ran.set(true)))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("the agent stops");
        workers.executeBeyondBound(() -> ran.set(true));

        assertThat(ran).isFalse();
    }

    private Thread threadOfTask() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        workers.execute(() -> thread.complete(Thread.currentThread()));
        return thread.get();
    }

    private static boolean isReached(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
