package io.nephoscope.connector.openstack.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.connector.openstack.http.AdaptiveLimit.Verdict;
import io.nephoscope.support.http.Deadline;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {

    private static final long PROMPT = TimeUnit.MILLISECONDS.toNanos(20);

    private final AdaptiveLimit limit = new AdaptiveLimit(8);

    private void ask(Verdict verdict, long answered) throws InterruptedException {
        AdaptiveLimit.Slot slot = limit.acquire(Deadline.in(Duration.ofSeconds(10)));
        assertThat(slot).isNotNull();
        if (slot != null) {
            slot.release(verdict, answered);
        }
    }

    @Test
    void isHalvedByRefusalsAndGrowsByOneForEachRoundThatGoesWell() throws Exception {
        ask(Verdict.BUSY, 0);
        ask(Verdict.BUSY, 0);

        assertThat(limit.limit()).isEqualTo(2);

        for (int i = 0; i < 2 + 3; i++) {
            ask(Verdict.WELL, PROMPT);
        }
        assertThat(limit.limit()).isEqualTo(4);
    }

    @Test
    void isNeverLessThanOneNorMoreThanAllowed() throws Exception {
        for (int i = 0; i < 10; i++) {
            ask(Verdict.BUSY, 0);
        }
        assertThat(limit.limit()).isEqualTo(1);

        for (int i = 0; i < 100; i++) {
            ask(Verdict.WELL, PROMPT);
        }
        assertThat(limit.limit()).isEqualTo(8);
    }

    @Test
    void isHalvedOnceForAllThatWereUnderWayTogether() throws Exception {
        List<CompletableFuture<Void>> together = new ArrayList<>();
        CompletableFuture<Void> go = new CompletableFuture<>();
        for (int i = 0; i < 8; i++) {
            CompletableFuture<Void> begun = new CompletableFuture<>();
            CompletableFuture<Void> ended = new CompletableFuture<>();
            new Thread(() -> {
                        try {
                            AdaptiveLimit.Slot slot = limit.acquire(Deadline.in(Duration.ofSeconds(10)));
                            begun.complete(null);
                            go.join();
                            if (slot != null) {
                                slot.release(Verdict.BUSY, 0);
                            }
                            ended.complete(null);
                        } catch (InterruptedException e) {
                            ended.completeExceptionally(e);
                        }
                    })
                    .start();
            begun.get(10, TimeUnit.SECONDS);
            together.add(ended);
        }

        go.complete(null);
        for (CompletableFuture<Void> each : together) {
            each.get(10, TimeUnit.SECONDS);
        }

        assertThat(limit.limit()).isEqualTo(4);
    }

    @Test
    void isHalvedWhereTheServiceIsMuchSlowerThanUsual() throws Exception {
        ask(Verdict.WELL, PROMPT);

        ask(Verdict.WELL, TimeUnit.SECONDS.toNanos(3));

        assertThat(limit.limit()).isEqualTo(4);
    }

    @Test
    void givesNoSlotAfterTheDeadline() throws Exception {
        AdaptiveLimit one = new AdaptiveLimit(1);
        CompletableFuture<Boolean> second = new CompletableFuture<>();
        assertThat(one.acquire(Deadline.in(Duration.ofSeconds(10)))).isNotNull();

        new Thread(() -> {
                    try {
                        second.complete(one.acquire(Deadline.in(Duration.ofMillis(50))) != null);
                    } catch (InterruptedException e) {
                        second.completeExceptionally(e);
                    }
                })
                .start();

        assertThat(second.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(one.used()).isEqualTo(1);
    }

    @Test
    void letsNobodyBeginInAPause() throws Exception {
        limit.pause(Duration.ofMinutes(1));

        assertThat(limit.acquire(Deadline.in(Duration.ofMillis(20)))).isNull();
    }

    @Test
    void wakesNoMoreOfThoseWhoWaitThanCanBegin() throws Exception {
        int waiting = 40;
        AdaptiveLimit one = new AdaptiveLimit(1);
        AdaptiveLimit.Slot held = one.acquire(Deadline.in(Duration.ofSeconds(10)));
        List<CompletableFuture<Long>> pauses = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < waiting; i++) {
            CompletableFuture<Long> paused = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    AdaptiveLimit.Slot slot = one.acquire(Deadline.in(Duration.ofSeconds(10)));
                    if (slot != null) {
                        slot.release(Verdict.WELL, PROMPT);
                    }
                    paused.complete(ManagementFactory.getThreadMXBean()
                            .getThreadInfo(Thread.currentThread().getId())
                            .getWaitedCount());
                } catch (InterruptedException e) {
                    paused.completeExceptionally(e);
                }
            });
            thread.start();
            threads.add(thread);
            pauses.add(paused);
        }
        await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));

        assertThat(held).isNotNull();
        if (held != null) {
            held.release(Verdict.WELL, PROMPT);
        }

        long all = 0;
        for (CompletableFuture<Long> paused : pauses) {
            all += paused.get(10, TimeUnit.SECONDS);
        }
        // Each waits once, and perhaps for the lock; all of them for each of the others would be 820 times.
        assertThat(all).isLessThan(5L * waiting);
    }
}
