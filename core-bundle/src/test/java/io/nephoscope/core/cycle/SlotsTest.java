package io.nephoscope.core.cycle;

import static io.nephoscope.core.fake.Plugins.discovery;
import static io.nephoscope.core.fake.Plugins.pollster;
import static io.nephoscope.core.fake.RecordingPollster.sample;
import static io.nephoscope.core.fake.Sources.discovering;
import static io.nephoscope.core.fake.Sources.polling;
import static io.nephoscope.core.fake.Sources.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.runtime.dto.OutcomeKind;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.core.fake.FakeAccess;
import io.nephoscope.core.fake.RecordingPollster;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.schedule.Outcome;
import io.nephoscope.core.source.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever happens to a poll, its slot is concluded once, by an outcome that says what happened. */
@Timeout(20)
class SlotsTest {

    private static final Duration INTERVAL = Duration.ofSeconds(60);
    private static final Source SOURCE = polling(source("s", 60, "*"), "a");

    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger done = new AtomicInteger();
    private final List<Thread> workers = new CopyOnWriteArrayList<>();
    private final Executor threads = task -> {
        Thread thread = new Thread(task, "test-worker");
        thread.setDaemon(true);
        workers.add(thread);
        thread.start();
    };
    private final CycleBench bench = new CycleBench(threads, CycleBench.settings(2, 50));

    @AfterEach
    void letGo() {
        release.countDown();
    }

    @Test
    void concludesAllThatWasDueUnderEveryFaultAtOnce() {
        AtomicInteger hanging = new AtomicInteger();
        PollsterPlugin gone = pollster("gone", new RecordingPollster());
        ((FakeAccess<?>) gone.access()).gone = true;
        bench.with(discovery("nothing", request -> List.of()), discovery("down", request -> {
            throw new IllegalStateException("down");
        }));
        List<PollsterPlugin> pollsters = List.of(
                gone,
                pollster("well", new RecordingPollster()),
                pollster("throws", (resources, poll) -> {
                    throw new NoClassDefFoundError("a/B");
                }),
                pollster("hangs", (resources, poll) -> {
                    hanging.incrementAndGet();
                    awaitUninterruptibly();
                }));
        List<Source> sources = List.of(
                SOURCE,
                polling(source("t", 60, "*"), "a"),
                discovering(source("u", 60, "*"), "nothing"),
                discovering(source("v", 60, "*"), "down"),
                discovering(source("w", 60, "*"), "absent"));

        for (int cycle = 1; cycle <= 3; cycle++) {
            int expected = cycle;
            bench.cycle(sources, pollsters, done::incrementAndGet);
            if (cycle == 1) {
                await().until(() -> {
                    bench.timer.advance(RunningCycle.PACE);
                    return hanging.get() == 1;
                });
                await().until(() -> {
                    bench.timer.advance(RunningCycle.PACE);
                    return bench.outcomes.size() >= 15;
                });
            }
            bench.timer.advance(INTERVAL);
            await().until(() -> done.get() == expected);
        }

        assertThat(bench.outcomes).hasSize((int) bench.due.get()).hasSize(3 * 4 * 5);
        assertThat(bench.outcomes)
                .extracting(Outcome::kind)
                .contains(
                        OutcomeKind.POLLED,
                        OutcomeKind.NOTHING_TO_POLL,
                        OutcomeKind.FAILED,
                        OutcomeKind.ABANDONED,
                        OutcomeKind.BUSY,
                        OutcomeKind.CANCELLED);
    }

    @Test
    void cancelsWhatAStoppedAgentDoesNotPoll() {
        bench.runner.stop();

        bench.cycle(List.of(SOURCE), List.of(pollster("a"), pollster("b")), done::incrementAndGet);

        await().until(() -> done.get() == 1);
        assertThat(bench.outcomes).hasSize(2).allMatch(outcome -> outcome instanceof Outcome.Cancelled);
    }

    @Test
    void failsWhatNoThreadCanBeHadFor() {
        CycleBench poor = new CycleBench(
                task -> {
                    throw new RejectedExecutionException("too many threads");
                },
                CycleBench.settings(1, 50));

        poor.cycle(List.of(SOURCE), List.of(pollster("a"), pollster("b")), done::incrementAndGet);

        assertThat(done).hasValue(1);
        assertThat(poor.outcomes)
                .extracting(Outcome::error)
                .containsExactly("no thread can be had: too many threads", "no thread can be had: too many threads");
    }

    /** The pollster was called after its account was closed, and the next discovery after that. */
    @Test
    void doesNotCallThePollsterWhenTheDeadlinePassedWhileItWasResolving() {
        AtomicInteger discovering = new AtomicInteger();
        RecordingPollster recorder = new RecordingPollster();
        AtomicInteger second = new AtomicInteger();
        bench.with(
                discovery("slow", request -> {
                    discovering.incrementAndGet();
                    awaitUninterruptibly();
                    return List.of(Resource.of("found"));
                }),
                discovery("second", request -> {
                    second.incrementAndGet();
                    return List.of();
                }));

        bench.cycle(
                List.of(discovering(SOURCE, "slow", "second")),
                List.of(pollster("p", recorder)),
                done::incrementAndGet);
        await().until(() -> discovering.get() == 1);
        bench.timer.advance(INTERVAL);
        await().until(() -> done.get() == 1);
        assertThat(bench.hung(INTERVAL)).containsExactly("discovery slow");
        release.countDown();
        await().until(() -> bench.hung(INTERVAL).isEmpty());

        assertThat(recorder.calls).isEmpty();
        assertThat(second).hasValue(0);
        assertThat(bench.outcomes).singleElement().satisfies(outcome -> assertThat(outcome)
                .isInstanceOf(Outcome.Abandoned.class)
                .extracting(Outcome::error)
                .isEqualTo("its discovery did not return within 60 s"));
    }

    /** Two sources that begin together: the second failed with «still hangs» and lost its whole interval. */
    @Test
    void joinsTheDiscoveryOfACycleOfTheSameIntervalThatStillRuns() {
        AtomicInteger calls = new AtomicInteger();
        RecordingPollster recorder = new RecordingPollster();
        bench.with(discovery("rooms", request -> {
            calls.incrementAndGet();
            release.await();
            return List.of(Resource.of("kitchen"));
        }));

        bench.cycle(List.of(source("one", 60, "*")), List.of(pollster("a", "rooms", recorder)), done::incrementAndGet);
        await().until(() -> calls.get() == 1);
        bench.cycle(List.of(source("two", 60, "*")), List.of(pollster("b", "rooms", recorder)), done::incrementAndGet);
        await().until(() -> workers.get(1).getState() == Thread.State.WAITING);
        release.countDown();

        await().until(() -> done.get() == 2);
        assertThat(calls).hasValue(1);
        assertThat(recorder.calls).containsExactly(List.of("kitchen"), List.of("kitchen"));
    }

    /** A newcomer's cycle may still be inside a pollster when the regular one wants it. */
    @Test
    void waitsItsTurnWhereAnEarlierCallOfThePollsterIsWell() {
        AtomicInteger calls = new AtomicInteger();
        PollsterPlugin slow = pollster("slow", (resources, poll) -> {
            calls.incrementAndGet();
            release.await();
        });

        bench.cycle(List.of(SOURCE), List.of(slow), done::incrementAndGet);
        await().until(() -> calls.get() == 1);
        bench.cycle(List.of(polling(source("t", 60, "*"), "b")), List.of(slow), done::incrementAndGet);
        await().until(() -> workers.get(1).getState() == Thread.State.TIMED_WAITING);
        release.countDown();

        await().until(() -> done.get() == 2);
        assertThat(calls).hasValue(2);
        assertThat(bench.outcomes).hasSize(2).allMatch(outcome -> outcome instanceof Outcome.Polled);
    }

    /** Six services of a second each took as long as two, for there are four places. */
    @Test
    void lastsAsLongAsItsSlowestServiceAndNotAsTheirSum() {
        CountDownLatch all = new CountDownLatch(6);
        List<PollsterPlugin> pollsters = new ArrayList<>();
        for (int service = 0; service < 6; service++) {
            String name = "service-" + service;
            for (int meter = 0; meter < 5; meter++) {
                pollsters.add(pollster(
                        name + "." + meter, (resources, poll) -> poll.cycle().shared(Object.class, name, () -> {
                            all.countDown();
                            all.await();
                            return name;
                        })));
            }
        }

        bench.cycle(List.of(SOURCE), pollsters, done::incrementAndGet);

        await().until(() -> {
            bench.timer.advance(RunningCycle.PATIENCE);
            return done.get() == 1;
        });
        assertThat(bench.outcomes).hasSize(30).allMatch(outcome -> outcome instanceof Outcome.Polled);
    }

    /** Forty pollsters of one reading that took half a second once made forty threads, which then stayed. */
    @Test
    void keepsNoThreadWaitingForEachPollsterOfOneReading() {
        CountDownLatch loading = new CountDownLatch(2);
        List<PollsterPlugin> pollsters = IntStream.range(0, 40)
                .mapToObj(number -> pollster(
                        "meter-" + number, (resources, poll) -> poll.cycle().shared(Object.class, "reading", () -> {
                            loading.countDown();
                            if (loading.getCount() == 0) {
                                release.await();
                            }
                            return "read";
                        })))
                .toList();
        bench.cycle(List.of(SOURCE), pollsters, done::incrementAndGet);
        await().until(() -> done.get() == 1);
        workers.clear();

        bench.cycle(List.of(SOURCE), pollsters, done::incrementAndGet);
        await().until(() -> loading.getCount() == 0);
        bench.timer.advance(RunningCycle.PATIENCE);
        for (int tick = 0; tick < 100; tick++) {
            bench.timer.advance(RunningCycle.PACE);
        }

        assertThat(workers).hasSize(1);
        release.countDown();
        await().until(() -> done.get() == 2);
        assertThat(bench.outcomes).hasSize(80).allMatch(outcome -> outcome instanceof Outcome.Polled);
    }

    /** The agent's first cycle lasts while Java compiles; sixteen threads that only waited came to help. */
    @Test
    void addsFewThreadsWhileNothingIsKnownOfItsPollsters() {
        CountDownLatch loading = new CountDownLatch(1);
        List<PollsterPlugin> pollsters = IntStream.range(0, 40)
                .mapToObj(number -> pollster(
                        "meter-" + number, (resources, poll) -> poll.cycle().shared(Object.class, "reading", () -> {
                            loading.countDown();
                            release.await();
                            return "read";
                        })))
                .toList();
        bench.cycle(List.of(SOURCE), pollsters, done::incrementAndGet);
        await().until(() -> loading.getCount() == 0);

        bench.timer.advance(RunningCycle.PATIENCE);
        for (int tick = 0; tick < 25; tick++) {
            bench.timer.advance(RunningCycle.PACE);
        }

        assertThat(workers).hasSizeLessThanOrEqualTo(4);
        release.countDown();
        await().until(() -> done.get() == 1);
    }

    @Test
    void refusesMalformedSamplesAtTheirOwnCostAlone() {
        bench.cycle(List.of(SOURCE), List.of(pollster("odd", SlotsTest::emitOddities)), done::incrementAndGet);

        await().until(() -> done.get() == 1);
        assertThat(bench.samples()).hasSize(2);
        assertThat(bench.outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.kind()).isEqualTo(OutcomeKind.POLLED);
            assertThat(outcome.tally().refused()).isEqualTo(4);
            assertThat(outcome.error()).isEqualTo("4 samples were not taken, the last: a sample of m has no volume");
        });
    }

    @SuppressWarnings("NullAway") // What a plugin compiled without our checks may do.
    private static void emitOddities(java.util.Collection<Resource> resources, io.nephoscope.api.cycle.Poll poll) {
        Meter meter = Meter.gauge("m", "");
        Subject subject = Subject.of("a");
        poll.emit(sample(Resource.of("first")));
        poll.emit(Sample.of(meter, Double.NaN, subject));
        poll.emit(Sample.of(meter, 1, null));
        poll.emit(null);
        poll.emit(Sample.of(meter, null, subject));
        poll.emit(sample(Resource.of("last")));
    }

    @Test
    void takesNoMoreSamplesThanTheBoundOfOnePoll() {
        CycleBench bounded = new CycleBench(threads, CycleBench.settings(1, 10, new PollSettings.Bounds(25, 5)));

        bounded.cycle(
                List.of(SOURCE),
                List.of(pollster("flood", (resources, poll) -> Collections.nCopies(1_000, Resource.of("a"))
                        .forEach(resource -> poll.emit(sample(resource))))),
                done::incrementAndGet);

        await().until(() -> done.get() == 1);
        assertThat(bounded.samples()).hasSize(25);
        assertThat(bounded.outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.tally().refused()).isEqualTo(975);
            assertThat(outcome.error()).contains("more than the 25 samples that one poll may hand over");
        });
    }

    @Test
    void pollsNoMoreResourcesThanTheBoundOfOneDiscovery() {
        CycleBench bounded = new CycleBench(threads, CycleBench.settings(1, 10, new PollSettings.Bounds(25, 5)));
        RecordingPollster recorder = new RecordingPollster();
        bounded.with(discovery("many", request -> java.util.stream.IntStream.range(0, 1_000)
                .mapToObj(index -> Resource.of("r" + index))
                .toList()));

        bounded.cycle(List.of(source("s", 60, "*")), List.of(pollster("p", "many", recorder)), done::incrementAndGet);

        await().until(() -> done.get() == 1);
        assertThat(recorder.calls).singleElement().satisfies(ids -> assertThat(ids)
                .hasSize(5));
        assertThat(bounded.outcomes).singleElement().satisfies(outcome -> assertThat(outcome.error())
                .contains("it found 1000 resources, of which only the first 5 are polled"));
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
}
