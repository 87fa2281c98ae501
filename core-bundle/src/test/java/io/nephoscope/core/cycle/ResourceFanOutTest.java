package io.nephoscope.core.cycle;

import static io.nephoscope.core.fake.Plugins.resourcePollster;
import static io.nephoscope.core.fake.RecordingPollster.sample;
import static io.nephoscope.core.fake.Sources.polling;
import static io.nephoscope.core.fake.Sources.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.cycle.Poll;
import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.api.pollster.ResourcePollster;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.schedule.Outcome;
import io.nephoscope.core.source.Source;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ResourceFanOutTest {

    private static final Duration INTERVAL = Duration.ofSeconds(60);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Source SOURCE = polling(source("s", 60, "*"), "a", "b", "c", "d", "e", "f");

    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger hanging = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Executor threads = task -> {
        Thread thread = new Thread(task, "test-worker");
        thread.setDaemon(true);
        thread.start();
    };
    private final CycleBench bench = new CycleBench(threads, CycleBench.settings(1, 50));

    @AfterEach
    void letGo() {
        release.countDown();
    }

    private static PollsterPlugin threeAtATime(Call call) {
        return resourcePollster("device", new ResourcePollster() {

            @Override
            public void poll(Resource resource, Poll poll) throws PollsterException, InterruptedException {
                call.poll(resource, poll);
            }

            @Override
            public int concurrency() {
                return 3;
            }
        });
    }

    private interface Call {

        void poll(Resource resource, Poll poll) throws PollsterException, InterruptedException;
    }

    @Test
    void callsAsManyAtATimeAsThePollsterAllows() {
        CyclicBarrier three = new CyclicBarrier(3);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        bench.cycle(
                List.of(SOURCE),
                List.of(threeAtATime((resource, poll) -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    meet(three);
                    poll.emit(sample(resource));
                    inside.decrementAndGet();
                })),
                done::incrementAndGet);

        await().until(() -> done.get() == 1);
        assertThat(most).hasValue(3);
        assertThat(bench.samples()).hasSize(6);
    }

    @Test
    void failsTheResourceThatThrowsAndNoOther() {
        bench.cycle(
                List.of(SOURCE),
                List.of(threeAtATime((resource, poll) -> {
                    if (resource.id().equals("b")) {
                        throw new PollsterException("no route to b");
                    }
                    poll.emit(sample(resource));
                })),
                done::incrementAndGet);

        await().until(() -> done.get() == 1);
        assertThat(bench.samples()).hasSize(5);
        assertThat(bench.outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome).isInstanceOf(Outcome.Polled.class);
            assertThat(outcome.tally().failures()).isEqualTo(1);
            assertThat(outcome.error()).isEqualTo("no route to b");
        });
    }

    @Test
    void givesUpAResourceAtItsOwnDeadlineAndGoesOnWithTheOthers() {
        bench.cycle(List.of(SOURCE), List.of(threeAtATime(this::hangOnB)), done::incrementAndGet);
        await().until(() -> hanging.get() == 1 && bench.outcomes.isEmpty());
        await().until(() -> {
            bench.timer.advance(TIMEOUT);
            return done.get() == 1;
        });

        assertThat(bench.samples()).hasSize(5);
        assertThat(bench.outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome).isInstanceOf(Outcome.Polled.class);
            assertThat(outcome.error()).isEqualTo("it did not answer within 10 s");
        });
        assertThat(bench.hung(INTERVAL)).containsExactly("device");
    }

    @Test
    void doesNotAskAResourceAgainWhoseCallHangs() {
        PollsterPlugin device = threeAtATime(this::hangOnB);
        bench.cycle(List.of(SOURCE), List.of(device), done::incrementAndGet);
        await().until(() -> hanging.get() == 1);
        await().until(() -> {
            bench.timer.advance(TIMEOUT);
            return done.get() == 1;
        });

        bench.cycle(List.of(SOURCE), List.of(device), done::incrementAndGet);

        await().until(() -> done.get() == 2);
        assertThat(hanging).hasValue(1);
        assertThat(bench.samples()).hasSize(10);
        assertThat(bench.outcomes.get(1).error()).isEqualTo("an earlier call for it has not returned");
        release.countDown();
        await().until(() -> bench.hung(INTERVAL).isEmpty());
    }

    /** However many devices are dead: three may hang, and two that came in the place of others beside the third. */
    @Test
    void hangsInNoMoreThreadsThanThePollsterAllows() {
        String[] dead =
                IntStream.range(0, 100).mapToObj(index -> "dead-" + index).toArray(String[]::new);
        Source source = polling(source("s", 60, "*"), dead);
        Set<Thread> inside = ConcurrentHashMap.newKeySet();
        PollsterPlugin device = threeAtATime((resource, poll) -> {
            inside.add(Thread.currentThread());
            awaitUninterruptibly();
        });
        for (int cycle = 1; cycle <= 3; cycle++) {
            int expected = cycle;
            bench.cycle(List.of(source), List.of(device), done::incrementAndGet);
            await().until(() -> {
                bench.timer.advance(TIMEOUT);
                return done.get() == expected;
            });
        }

        assertThat(inside).hasSizeBetween(3, 5);
        assertThat(bench.outcomes).hasSize(3);
        assertThat(bench.outcomes.get(1).error())
                .startsWith("earlier calls of it have not returned: ")
                .endsWith(", as many as it may be in at a time");
    }

    /** The deadlines of all three pass at once, and all of them heed the interruption. */
    @Test
    void pollsAllOthersWhenWhatIsGivenUpReturns() {
        String[] mixed = IntStream.range(0, 30)
                .mapToObj(index -> index % 3 == 0 ? "slow-" + index : "fine-" + index)
                .toArray(String[]::new);
        PollsterPlugin device = threeAtATime((resource, poll) -> {
            if (resource.id().startsWith("slow")) {
                release.await();
            }
            poll.emit(sample(resource));
        });
        bench.cycle(List.of(polling(source("s", 600, "*"), mixed)), List.of(device), done::incrementAndGet);

        await().until(() -> {
            bench.timer.advance(TIMEOUT);
            return done.get() == 1;
        });

        assertThat(bench.samples()).hasSize(20);
        assertThat(bench.outcomes)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.tally().failures()).isEqualTo(10));
    }

    @Test
    void endsWithTheDeadlineOfTheWholePoll() {
        PollsterPlugin patient = resourcePollster("patient", new ResourcePollster() {

            @Override
            public void poll(Resource resource, Poll poll) throws InterruptedException {
                hanging.incrementAndGet();
                new CountDownLatch(1).await();
            }

            @Override
            public Duration timeout() {
                return Duration.ofHours(1);
            }
        });

        bench.cycle(List.of(SOURCE), List.of(patient), done::incrementAndGet);
        await().until(() -> hanging.get() == 6);
        bench.timer.advance(INTERVAL);

        await().until(() -> done.get() == 1 && bench.hung(INTERVAL).isEmpty());
        assertThat(bench.outcomes).singleElement().isInstanceOf(Outcome.Abandoned.class);
    }

    private void hangOnB(Resource resource, Poll poll) {
        if (resource.id().equals("b")) {
            hanging.incrementAndGet();
            awaitUninterruptibly();
        } else {
            poll.emit(sample(resource));
        }
    }

    private void awaitUninterruptibly() {
        boolean reached = false;
        while (!reached) {
            try {
                release.await();
                reached = true;
            } catch (InterruptedException e) {
                reached = false;
            }
        }
    }

    private static void meet(CyclicBarrier barrier) throws PollsterException, InterruptedException {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (java.util.concurrent.BrokenBarrierException | java.util.concurrent.TimeoutException e) {
            throw new PollsterException("alone", e);
        }
    }
}
