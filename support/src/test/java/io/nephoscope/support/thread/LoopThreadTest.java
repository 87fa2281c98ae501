package io.nephoscope.support.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.support.retry.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LoopThreadTest {

    private static final Backoff AT_ONCE = Backoff.exact(Duration.ZERO, Duration.ZERO);

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean wentWell = new AtomicBoolean();
    private final CountDownLatch idle = new CountDownLatch(1);
    private LoopThread loop = LoopThread.start("idle", AT_ONCE, idle::await, LoopThread.Listener.NONE);

    private final LoopThread.Listener listener = new LoopThread.Listener() {

        @Override
        public void failed(Throwable cause, int failuresInARow) {
            told.add(cause.getMessage() + " " + failuresInARow);
        }

        @Override
        public void recovered() {
            told.add("recovered");
        }
    };

    @AfterEach
    void closes() throws InterruptedException {
        loop.close();
        assertThat(loop.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void goesOnAfterExceptionsAndErrorsAndTellsWhenItWorksAgain() throws InterruptedException {
        failures.add(new IllegalStateException("a"));
        failures.add(new StackOverflowError("b"));
        failures.add(new IOException("c"));

        start(AT_ONCE);

        assertThat(told.take()).isEqualTo("a 1");
        assertThat(told.take()).isEqualTo("b 2");
        assertThat(told.take()).isEqualTo("c 3");
        assertThat(told.take()).isEqualTo("recovered");
        assertThat(loop.isAlive()).isTrue();
    }

    @Test
    void endsWhileItPauses() throws InterruptedException {
        failures.add(new IllegalStateException("a"));
        start(Backoff.exact(Duration.ofHours(1), Duration.ofHours(1)));
        told.take();

        loop.close();

        assertThat(loop.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void endsAStepThatWaits() throws InterruptedException {
        start(AT_ONCE);

        loop.close();
        loop.close();

        assertThat(loop.join(Duration.ofSeconds(10))).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void goesOnWhenSomebodyElseInterruptsIt() throws InterruptedException {
        BlockingQueue<Thread> rounds = new LinkedBlockingQueue<>();
        loop.close();
        loop = LoopThread.start(
                "interrupted",
                AT_ONCE,
                () -> {
                    rounds.add(Thread.currentThread());
                    idle.await();
                },
                listener);

        rounds.take().interrupt();
        rounds.take().interrupt();

        assertThat(rounds.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(loop.isAlive()).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void goesOnWhenItIsInterruptedWhileItPauses() throws InterruptedException {
        BlockingQueue<Thread> rounds = new LinkedBlockingQueue<>();
        loop.close();
        loop = LoopThread.start(
                "interrupted",
                Backoff.exact(Duration.ofHours(1), Duration.ofHours(1)),
                () -> {
                    rounds.add(Thread.currentThread());
                    throw new IOException("a");
                },
                listener);
        told.take();

        rounds.take().interrupt();

        assertThat(rounds.poll(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void endsWhenItsStepSaysSo() throws InterruptedException {
        loop.close();

        loop = LoopThread.start(
                "finished",
                AT_ONCE,
                () -> {
                    throw new LoopThread.FinishedException();
                },
                listener);

        assertThat(loop.join(Duration.ofSeconds(10))).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void leavesRunningOutOfMemoryOrThreadsToTheProcess() throws InterruptedException {
        AtomicReference<Throwable> uncaught = new AtomicReference<>();
        OutOfMemoryError error = new OutOfMemoryError("unable to create native thread");
        loop.close();

        loop = LoopThread.start(
                "hungry",
                AT_ONCE,
                () -> {
                    Thread.currentThread().setUncaughtExceptionHandler((thread, cause) -> uncaught.set(cause));
                    throw error;
                },
                listener);

        assertThat(loop.join(Duration.ofSeconds(10))).isTrue();
        assertThat(uncaught.get()).isSameAs(error);
        assertThat(told).isEmpty();
    }

    @Test
    void isADaemonOfItsName() throws InterruptedException {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        loop.close();

        loop = LoopThread.start(
                "worker of a test",
                AT_ONCE,
                () -> {
                    threads.add(Thread.currentThread());
                    idle.await();
                },
                listener);

        Thread thread = threads.poll(10, TimeUnit.SECONDS);
        assertThat(thread).isNotNull();
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).isEqualTo("worker of a test");
    }

    private void start(Backoff backoff) {
        loop.close();
        loop = LoopThread.start("loop of a test", backoff, this::failOrWait, listener);
    }

    private void failOrWait() throws Exception {
        Throwable failure = failures.poll();
        if (failure instanceof Exception exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (wentWell.getAndSet(true)) {
            idle.await();
        }
    }
}
