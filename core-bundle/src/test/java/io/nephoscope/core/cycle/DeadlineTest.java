package io.nephoscope.core.cycle;

import static io.nephoscope.core.fake.Plugins.discovery;
import static io.nephoscope.core.fake.Plugins.pollster;
import static io.nephoscope.core.fake.RecordingPollster.sample;
import static io.nephoscope.core.fake.Sources.polling;
import static io.nephoscope.core.fake.Sources.source;
import static io.nephoscope.core.fake.Sources.timedOutAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.runtime.dto.OutcomeKind;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.core.fake.FakeAccess;
import io.nephoscope.core.fake.RecordingPollster;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.schedule.AssignmentName;
import io.nephoscope.core.schedule.Outcome;
import io.nephoscope.core.source.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Polls that hang, with real threads and a manual clock. */
@Timeout(20)
class DeadlineTest {

    private static final Duration INTERVAL = Duration.ofSeconds(60);
    private static final Source SOURCE = polling(source("s", 60, "*"), "a");

    private final AtomicInteger done = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Executor threads = task -> {
        Thread thread = new Thread(task, "test-worker");
        thread.setDaemon(true);
        thread.start();
    };
    private final CycleBench bench = new CycleBench(threads, CycleBench.settings(1, 50));
    private final Hanging hanging = new Hanging(release);
    private final PollsterPlugin hung = pollster("hung", hanging);

    @AfterEach
    void letGo() {
        release.countDown();
    }

    @Test
    void abandonsAHungPollAndGoesOnWithTheOthers() {
        RecordingPollster healthy = new RecordingPollster();

        bench.cycle(List.of(SOURCE), List.of(hung, pollster("healthy", healthy)), done::incrementAndGet);
        await().until(() -> hanging.calls.get() == 1);
        bench.timer.advance(INTERVAL);

        await().until(() -> done.get() == 1 && healthy.calls.size() == 1);
        assertThat(bench.hung(INTERVAL)).containsExactly("hung");
        assertThat(bench.outcomes)
                .filteredOn(outcome -> outcome.kind() == OutcomeKind.ABANDONED)
                .singleElement()
                .satisfies(outcome -> {
                    assertThat(outcome.error()).isEqualTo("it did not return within 60 s and was abandoned");
                    assertThat(outcome.tally().samples()).isEqualTo(1);
                });
    }

    @Test
    void doesNotCallAHungPollsterAgainBeforeItReturns() {
        hang();

        bench.cycle(List.of(SOURCE), List.of(hung), done::incrementAndGet);
        await().until(() -> done.get() == 2);
        assertThat(hanging.calls).hasValue(1);

        release.countDown();
        await().until(() -> bench.hung(INTERVAL).isEmpty());
        bench.cycle(List.of(SOURCE), List.of(hung), done::incrementAndGet);
        await().until(() -> done.get() == 3);
        assertThat(hanging.calls).hasValue(2);
    }

    @Test
    void keepsWhatAHungPollEmittedBeforeItsDeadlineAndNothingAfter() {
        hang();

        release.countDown();

        await().until(() -> bench.hung(INTERVAL).isEmpty());
        assertThat(bench.samples())
                .extracting(sample -> sample.subject().resourceId())
                .containsExactly("early");
    }

    @Test
    void interruptsAPollThatHangs() {
        CountDownLatch interrupted = new CountDownLatch(1);
        PollsterPlugin sleeper = pollster("sleeper", (resources, poll) -> {
            hanging.calls.incrementAndGet();
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
        });

        bench.cycle(List.of(SOURCE), List.of(sleeper), done::incrementAndGet);
        await().until(() -> hanging.calls.get() == 1);
        bench.timer.advance(INTERVAL);

        await().until(() -> interrupted.getCount() == 0 && done.get() == 1);
        await().until(() -> bench.hung(INTERVAL).isEmpty());
    }

    /** An interrupt that came late would hit whatever the thread does next. */
    @Test
    void leavesNoInterruptToWhateverTheThreadDoesNext() throws Exception {
        CompletableFuture<Boolean> interruptedAfterwards = new CompletableFuture<>();
        Executor looksAfterwards = task -> threads.execute(() -> {
            task.run();
            if (Thread.currentThread() == hanging.thread) {
                interruptedAfterwards.complete(Thread.currentThread().isInterrupted());
            }
        });
        CycleBench watched = new CycleBench(looksAfterwards, CycleBench.settings(1, 50));
        watched.cycle(List.of(SOURCE), List.of(hung), done::incrementAndGet);
        await().until(() -> hanging.calls.get() == 1);
        watched.timer.advance(INTERVAL);
        await().until(() -> done.get() == 1);

        release.countDown();

        assertThat(interruptedAfterwards.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void quarantinesAPollsterThatIsAbandonedTimeAfterTime() {
        AtomicInteger calls = new AtomicInteger();
        PollsterPlugin sleeper = pollster("sleeper", (resources, poll) -> {
            calls.incrementAndGet();
            new CountDownLatch(1).await();
        });
        for (int i = 1; i <= Quarantine.BOUND; i++) {
            abandon(sleeper, calls, i);
        }

        bench.cycle(List.of(SOURCE), List.of(sleeper), done::incrementAndGet);
        await().until(() -> done.get() == Quarantine.BOUND + 1);

        assertThat(calls).hasValue(Quarantine.BOUND);
        assertThat(bench.memory.blacklist().all()).singleElement().satisfies(entry -> {
            assertThat(entry.resource()).isEqualTo("*");
            assertThat(entry.reason()).isEqualTo("3 polls in a row were abandoned");
            assertThat(entry.retryAt()).contains(bench.timer.now().plus(Duration.ofMinutes(10)));
        });
    }

    /** A daemon that hung for a while cost its meters ten minutes. */
    @Test
    void forgivesAQuarantinedPollsterThatWentAndComesAgain() {
        AtomicInteger calls = new AtomicInteger();
        PollsterPlugin sleeper = pollster("sleeper", (resources, poll) -> {
            calls.incrementAndGet();
            new CountDownLatch(1).await();
        });
        for (int i = 1; i <= Quarantine.BOUND; i++) {
            abandon(sleeper, calls, i);
        }

        bench.memory.quarantine().retain(Set.of(new AssignmentName("s", "sleeper")));
        assertThat(bench.memory.blacklist().all()).isNotEmpty();
        bench.memory.quarantine().retain(Set.of(new AssignmentName("s", "other")));

        assertThat(bench.memory.blacklist().all()).isEmpty();
    }

    @Test
    void forgivesAQuarantinedPollsterThatReturnsInTime() {
        AtomicInteger calls = new AtomicInteger();
        PollsterPlugin slowAtFirst = pollster("slow", (resources, poll) -> {
            if (calls.incrementAndGet() <= Quarantine.BOUND) {
                new CountDownLatch(1).await();
            }
        });
        for (int i = 1; i <= Quarantine.BOUND; i++) {
            abandon(slowAtFirst, calls, i);
        }
        bench.timer.advance(Duration.ofMinutes(10));

        bench.cycle(List.of(SOURCE), List.of(slowAtFirst), done::incrementAndGet);
        await().until(() -> done.get() == Quarantine.BOUND + 1);

        assertThat(calls).hasValue(Quarantine.BOUND + 1);
        assertThat(bench.memory.blacklist().all()).isEmpty();
    }

    private void abandon(PollsterPlugin pollster, AtomicInteger calls, int call) {
        bench.cycle(List.of(SOURCE), List.of(pollster), done::incrementAndGet);
        await().until(() -> calls.get() == call);
        bench.timer.advance(INTERVAL);
        await().until(() -> done.get() == call && bench.hung(INTERVAL).isEmpty());
    }

    @Test
    void honoursTheTimeoutOfTheSource() {
        Source impatient = timedOutAfter(SOURCE, Duration.ofSeconds(5));

        bench.cycle(List.of(impatient), List.of(hung), done::incrementAndGet);
        await().until(() -> hanging.calls.get() == 1);
        bench.timer.advance(Duration.ofSeconds(5));

        await().until(() -> done.get() == 1);
    }

    @Test
    void letsGoOfAHungPlugin() {
        hang();

        assertThat(((FakeAccess<?>) hung.access()).uses).hasValue(0);
    }

    @Test
    void failsTheOthersThatWaitForAHungDiscovery() {
        bench.with(discovery("stuck", request -> {
            hanging.poll(List.of(), null);
            return List.of();
        }));
        Source discovering = source("s", 60, "*");

        bench.cycle(
                List.of(discovering),
                List.of(pollster("a", "stuck", hanging), pollster("b", "stuck", hanging)),
                done::incrementAndGet);
        await().until(() -> hanging.calls.get() == 1);
        bench.timer.advance(INTERVAL);

        await().until(() -> done.get() == 1);
        assertThat(bench.outcomes)
                .extracting(Outcome::error)
                .containsExactlyInAnyOrder(
                        "its discovery did not return within 60 s", "discovery stuck failed: whoever loads it hangs");
    }

    @Test
    void runsPollstersInParallelWhenACycleLasts() {
        CycleBench parallel = new CycleBench(threads, CycleBench.settings(2, 50));
        CountDownLatch both = new CountDownLatch(2);
        AtomicInteger calls = new AtomicInteger();
        Pollster waitsForTheOther = (resources, poll) -> {
            calls.incrementAndGet();
            both.countDown();
            both.await();
        };
        List<PollsterPlugin> pollsters = List.of(pollster("a", waitsForTheOther), pollster("b", waitsForTheOther));

        parallel.cycle(List.of(SOURCE), pollsters, done::incrementAndGet);
        await().until(() -> calls.get() == 1);
        assertThat(done).hasValue(0);
        parallel.timer.advance(RunningCycle.PATIENCE);

        await().until(() -> done.get() == 1);
    }

    @Test
    void needsOneThreadForAShortCycle() {
        List<Runnable> tasks = new ArrayList<>();
        CycleBench parallel = new CycleBench(tasks::add, CycleBench.settings(4, 50));
        RecordingPollster a = new RecordingPollster();
        RecordingPollster b = new RecordingPollster();

        parallel.cycle(List.of(SOURCE), List.of(pollster("a", a), pollster("b", b)), done::incrementAndGet);
        tasks.get(0).run();
        parallel.timer.advance(RunningCycle.PATIENCE);

        assertThat(tasks).hasSize(1);
        assertThat(done).hasValue(1);
        assertThat(a.calls).hasSize(1);
        assertThat(b.calls).hasSize(1);
    }

    private void hang() {
        bench.cycle(List.of(SOURCE), List.of(hung), done::incrementAndGet);
        await().until(() -> hanging.calls.get() == 1);
        bench.timer.advance(INTERVAL);
        await().until(() -> done.get() == 1);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean reached = false;
        while (!reached) {
            try {
                latch.await();
                reached = true;
            } catch (InterruptedException e) {
                reached = false;
            }
        }
    }

    /** Hangs in native code, so to speak: no interrupt reaches it. */
    private static final class Hanging implements Pollster {

        private final AtomicInteger calls = new AtomicInteger();
        private volatile Thread thread = Thread.currentThread();
        private final CountDownLatch release;

        Hanging(CountDownLatch release) {
            this.release = release;
        }

        @Override
        public void poll(Collection<Resource> resources, @org.jspecify.annotations.Nullable Poll poll) {
            if (poll != null) {
                poll.emit(sample(Resource.of("early")));
            }
            thread = Thread.currentThread();
            calls.incrementAndGet();
            awaitUninterruptibly(release);
            if (poll != null) {
                poll.emit(sample(Resource.of("late")));
            }
        }
    }
}
