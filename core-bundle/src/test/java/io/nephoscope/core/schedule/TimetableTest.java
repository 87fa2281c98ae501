package io.nephoscope.core.schedule;

import static io.nephoscope.core.fake.Plugins.pollster;
import static io.nephoscope.core.fake.Sources.polling;
import static io.nephoscope.core.fake.Sources.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.core.fake.ManualTimer;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimetableTest {

    private static final PollsterPlugin CPU = pollster("cpu");
    private static final PollsterPlugin MEMORY = pollster("memory");
    private static final Source FAST = source("fast", 1, "*");
    private static final Source SLOW = source("slow", 300, "*");

    private final ManualTimer timer = new ManualTimer();
    private final List<String> cycles = new ArrayList<>();
    private final List<Runnable> running = new ArrayList<>();
    private final AtomicLong due = new AtomicLong();
    private final List<String> missed = new ArrayList<>();
    private final SlotLedger ledger = new SlotLedger() {

        @Override
        public void due(Assignment assignment, Instant when, long slots) {
            due.addAndGet(slots);
        }

        @Override
        public void concluded(Assignment assignment, Instant when, Outcome outcome) {
            missed.add(assignment.pollster().name() + " " + outcome.kind());
        }
    };
    private Duration jitter = Duration.ZERO;
    private boolean async;
    private Duration cycleTakes = Duration.ZERO;

    private final Timetable timetable = new Timetable(timer, this::start, source -> jitter, ledger, Sharing.NONE);

    @Test
    void startsAtOnceAndThenEveryInterval() {
        timetable.apply(Schedule.of(List.of(FAST), List.of(CPU)));

        timer.ring();
        timer.advance(Duration.ofSeconds(3));

        assertThat(cycles).containsExactly("0.0 fast/cpu", "1.0 fast/cpu", "2.0 fast/cpu", "3.0 fast/cpu");
    }

    /** Ceilometer, observed with an interval of 1 s and a second run of 2.5 s. */
    @Test
    void catchesUpOnceAfterAnOverrun() {
        timetable.apply(Schedule.of(List.of(FAST), List.of(CPU)));
        timer.ring();

        cycleTakes = Duration.ofMillis(2500);
        timer.advance(Duration.ofSeconds(1));
        cycleTakes = Duration.ZERO;
        timer.advance(Duration.ofSeconds(2));

        assertThat(cycles)
                .containsExactly("0.0 fast/cpu", "1.0 fast/cpu", "3.5 fast/cpu", "4.5 fast/cpu", "5.5 fast/cpu");
        assertThat(timetable.tasks().get(0).cycles().overruns()).isEqualTo(1);
    }

    /** Each interval counts, also those that a slow cycle has swallowed. */
    @Test
    void countsTheSlotsThatAnOverrunSwallowed() {
        timetable.apply(Schedule.of(List.of(FAST), List.of(CPU)));
        timer.ring();

        cycleTakes = Duration.ofMillis(2500);
        timer.advance(Duration.ofSeconds(1));
        cycleTakes = Duration.ZERO;
        timer.advance(Duration.ofSeconds(2));

        assertThat(missed).containsExactly("cpu MISSED");
        assertThat(due).hasValue(6);
    }

    @Test
    void neverOverlapsWithItself() {
        async = true;
        timetable.apply(Schedule.of(List.of(FAST), List.of(CPU)));

        timer.advance(Duration.ofSeconds(5));

        assertThat(cycles).containsExactly("0.0 fast/cpu");
        assertThat(timetable.tasks().get(0).cycles().running()).isTrue();

        running.remove(0).run();
        timer.ring();

        assertThat(cycles).containsExactly("0.0 fast/cpu", "5.0 fast/cpu");
    }

    @Test
    void keepsTheDueTimeOfWhatDidNotChange() {
        timetable.apply(Schedule.of(List.of(SLOW), List.of(CPU)));
        timer.advance(Duration.ofSeconds(100));

        timetable.apply(Schedule.of(List.of(SLOW, FAST), List.of(CPU)));
        timer.ring();
        timetable.apply(Schedule.of(List.of(SLOW), List.of(CPU)));
        timer.advance(Duration.ofSeconds(200));

        assertThat(cycles).containsExactly("0.0 slow/cpu", "100.0 fast/cpu", "300.0 slow/cpu");
    }

    @Test
    void pollsANewPluginAtOnceAndThenWithItsGroup() {
        timetable.apply(Schedule.of(List.of(SLOW), List.of(CPU)));
        timer.advance(Duration.ofSeconds(100));

        timetable.apply(Schedule.of(List.of(SLOW), List.of(CPU, MEMORY)));
        timer.advance(Duration.ofSeconds(200));

        assertThat(cycles).containsExactly("0.0 slow/cpu", "100.0 slow/memory", "300.0 slow/cpu slow/memory");
    }

    @Test
    void pollsAnotherInstanceOfAPluginAtOnce() {
        timetable.apply(Schedule.of(List.of(SLOW), List.of(CPU, MEMORY)));
        timer.advance(Duration.ofSeconds(100));

        timetable.apply(Schedule.of(List.of(SLOW), List.of(pollster("cpu"), MEMORY)));
        timer.ring();

        assertThat(cycles).containsExactly("0.0 slow/cpu slow/memory", "100.0 slow/cpu");
    }

    @Test
    void pollsAChangedSourceAtOnce() {
        timetable.apply(Schedule.of(List.of(SLOW), List.of(CPU)));
        timer.advance(Duration.ofSeconds(100));

        timetable.apply(Schedule.of(List.of(polling(SLOW, "test://")), List.of(CPU)));
        timer.ring();

        assertThat(cycles).containsExactly("0.0 slow/cpu", "100.0 slow/cpu");
    }

    /** One pollster is never called twice at once for one interval. */
    @Test
    void waitsForTheRunningCycleWithANewSourceOfItsPollsters() {
        async = true;
        Source second = source("second", 300, "*");
        timetable.apply(Schedule.of(List.of(SLOW), List.of(CPU)));
        timer.ring();

        timetable.apply(Schedule.of(List.of(SLOW, second), List.of(CPU, MEMORY)));
        timer.ring();

        assertThat(cycles).containsExactly("0.0 slow/cpu", "0.0 second/memory slow/memory");

        running.remove(0).run();

        assertThat(cycles).last().isEqualTo("0.0 second/cpu");
    }

    @Test
    void putsOffOnlyTheFirstCycleByTheJitter() {
        jitter = Duration.ofSeconds(7);
        timetable.apply(Schedule.of(List.of(SLOW), List.of(CPU)));

        timer.advance(Duration.ofSeconds(307));

        assertThat(cycles).containsExactly("7.0 slow/cpu", "307.0 slow/cpu");
    }

    @Test
    void doesNotRunANewSourceTwiceWhenTheRegularCycleComesFirst() {
        timetable.apply(Schedule.of(List.of(FAST), List.of(CPU)));
        timer.ring();
        jitter = Duration.ofSeconds(5);

        timetable.apply(Schedule.of(List.of(FAST, source("new", 1, "*")), List.of(CPU)));
        timer.advance(Duration.ofSeconds(1));
        cycles.clear();
        timer.advance(Duration.ofSeconds(4));

        assertThat(cycles).hasSize(4).allSatisfy(cycle -> assertThat(cycle).contains("fast/cpu", "new/cpu"));
    }

    @Test
    void startsNothingMoreOnceStopped() {
        timetable.apply(Schedule.of(List.of(FAST), List.of(CPU)));
        timer.ring();

        timetable.stop();
        timetable.stop();
        timer.advance(Duration.ofSeconds(10));

        assertThat(cycles).hasSize(1);
        assertThat(timetable.tasks()).isEmpty();
    }

    @Test
    void showsWhenTheNextCycleIsDue() {
        timetable.apply(Schedule.of(List.of(SLOW), List.of(CPU)));
        timer.advance(Duration.ofSeconds(100));

        assertThat(timetable.tasks()).singleElement().satisfies(task -> {
            assertThat(task.nextDue()).isEqualTo(timer.now().plusSeconds(200));
            assertThat(task.cycles().count()).isEqualTo(1);
        });
    }

    private void start(CycleRequest request, Runnable whenDone) {
        String time = String.valueOf(timer.nanoTime() / 1e9);
        List<String> names = request.slots().stream()
                .map(Slot::assignment)
                .map(assignment ->
                        assignment.source().name() + "/" + assignment.pollster().name())
                .sorted()
                .toList();
        cycles.add(time + " " + String.join(" ", names));
        if (async) {
            running.add(whenDone);
        } else {
            timer.pass(cycleTakes);
            whenDone.run();
        }
    }
}
