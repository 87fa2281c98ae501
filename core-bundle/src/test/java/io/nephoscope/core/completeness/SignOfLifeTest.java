package io.nephoscope.core.completeness;

import static io.nephoscope.core.completeness.LedgerBench.CPU;
import static io.nephoscope.core.completeness.LedgerBench.MEMORY;
import static io.nephoscope.core.completeness.LedgerBench.assertCloses;
import static io.nephoscope.core.completeness.LedgerBench.polled;
import static io.nephoscope.core.fake.Plugins.pollster;
import static io.nephoscope.core.fake.Sources.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.runtime.dto.GapKind;
import io.nephoscope.core.fake.ManualTimer;
import io.nephoscope.core.publish.StoreSafety;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.CycleRequest;
import io.nephoscope.core.schedule.Outcome;
import io.nephoscope.core.schedule.Schedule;
import io.nephoscope.core.schedule.Sharing;
import io.nephoscope.core.schedule.Slot;
import io.nephoscope.core.schedule.TaskState;
import io.nephoscope.core.schedule.Timetable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignOfLifeTest {

    private static final Assignment ODD = new Assignment(source("a b\nü=", 300, "*"), pollster("p %q"));

    private final ManualTimer timer = new ManualTimer();

    @TempDir
    Path folder;

    /** One life of an agent, on a timetable of the true kind. */
    private final class Life {

        private final LedgerBench bench = new LedgerBench(timer, before());
        private final List<Slot> slots = new ArrayList<>();
        private final Timetable timetable =
                new Timetable(timer, this::start, source -> Duration.ZERO, bench.ledger, Sharing.NONE);
        private final LifeSignFiles files = new LifeSignFiles(folder);
        private final LifeSigns.SeriesOfTasks series = new LifeSigns.SeriesOfTasks();
        private boolean hangs;
        private boolean lasts = true;

        private void start(CycleRequest request, Runnable whenDone) {
            slots.addAll(request.slots());
            if (!hangs) {
                request.slots().forEach(slot -> slot.conclude(polled(0)));
                whenDone.run();
            }
        }

        Life polls(Assignment... assignments) {
            Schedule schedule = schedule(assignments);
            bench.ledger.scheduled(
                    Set.copyOf(schedule.assignments().map(Assignment::name).toList()));
            timetable.apply(schedule);
            timer.ring();
            return this;
        }

        Life signs() throws IOException {
            List<TaskState> tasks = timetable.tasks();
            files.write(LifeSigns.of(timer.now().toEpochMilli(), tasks, series.of(tasks), bench.ledger, lasts));
            return this;
        }

        void isKilled() {
            timetable.stop();
        }

        long down() {
            return bench.slots().gaps.getOrDefault(GapKind.AGENT_DOWN, 0L);
        }
    }

    private static Schedule schedule(Assignment... assignments) {
        Map<Duration, Set<Assignment>> groups = new java.util.HashMap<>();
        for (Assignment assignment : assignments) {
            groups.computeIfAbsent(assignment.source().timing().interval(), key -> new java.util.HashSet<>())
                    .add(assignment);
        }
        return new Schedule(groups, 0);
    }

    private EarlierLife before() {
        return new LifeSignFiles(folder).read().map(LifeSigns::earlierLife).orElse(EarlierLife.NONE);
    }

    @Test
    void tellsItsSuccessorWhatWasDueWhileNoneRan() throws IOException {
        Life first = new Life().polls(CPU, MEMORY);
        timer.advance(Duration.ofSeconds(90));
        first.signs().isKilled();
        timer.advance(Duration.ofMinutes(5));

        Life second = new Life().polls(CPU, MEMORY);

        assertThat(second.bench.slots().gaps).containsExactly(entry(GapKind.AGENT_DOWN, 2L * 5));
        assertThat(second.bench.slots().due).isEqualTo(2 * 5 + 2);
        assertCloses(second.bench.report());
    }

    @Test
    void countsWhatWasBeingPolledWhenItWasKilled() throws IOException {
        Life first = new Life();
        first.hangs = true;
        first.polls(CPU, MEMORY);
        first.slots.get(0).conclude(new Outcome.Missed());
        timer.advance(Duration.ofSeconds(10));
        first.signs().isKilled();
        timer.advance(Duration.ofSeconds(100));

        assertThat(new Life().polls(CPU, MEMORY).down()).isEqualTo(2 + 1);
    }

    @Test
    void countsNothingAfterARestartBetweenTwoSlots() throws IOException {
        Life first = new Life().polls(CPU);
        timer.advance(Duration.ofSeconds(10));
        first.signs().isKilled();
        timer.advance(Duration.ofSeconds(30));

        assertThat(new Life().polls(CPU).down()).isZero();
    }

    @Test
    void keepsNamesWhateverTheyAre() throws IOException {
        new Life().polls(ODD, CPU).signs().isKilled();

        assertThat(new LifeSignFiles(folder).read().orElseThrow().series())
                .containsOnly(entry(ODD.name(), 300_000L), entry(CPU.name(), 60_000L));
    }

    @Test
    void handsOnWhatItHasNotToldItself() throws IOException {
        new Life().polls(CPU, ODD).signs().isKilled();
        timer.advance(Duration.ofMinutes(50));
        new Life().polls(CPU).signs().isKilled();
        timer.advance(Duration.ofMinutes(50));

        Life third = new Life().polls(CPU, ODD);

        assertThat(third.bench.report().series)
                .extracting(series -> series.slots.gaps.get(GapKind.AGENT_DOWN))
                .containsExactly(19L, 49L);
        assertCloses(third.bench.report());
    }

    @Test
    void writesSeriesOnlyWhenTheyChange() throws IOException {
        Life life = new Life().polls(CPU).signs();
        Path series = folder.resolve("alive.series");
        Files.writeString(series, "untouched");

        life.signs();
        assertThat(series).hasContent("untouched");
        life.polls(CPU, MEMORY).signs();
        assertThat(new LifeSignFiles(folder).read().orElseThrow().series()).hasSize(2);
    }

    @Test
    void believesNoFileThatIsDamagedOrOdd() throws IOException {
        new Life().polls(CPU).signs();
        Path alive = folder.resolve("alive");
        String good = Files.readString(alive);

        for (int length = 0; length < good.length() - 1; length++) {
            Files.writeString(alive, good.substring(0, length));
            assertThat(new LifeSignFiles(folder).read()).as("cut at %s", length).isEmpty();
        }
        Files.writeString(alive, good.replace("next 60000 ", "next -5 x"));
        assertThat(new LifeSignFiles(folder).read()).isEmpty();
        Files.writeString(alive, good.replace("alive-1", "alive-2"));
        assertThat(new LifeSignFiles(folder).read()).isEmpty();
        Files.delete(alive);
        assertThat(new LifeSignFiles(folder).read()).isEmpty();
    }

    @Test
    void tellsNoNonsenseWhenTheClockWasSetBack() throws IOException {
        Life first = new Life().polls(CPU);
        timer.advance(Duration.ofDays(10));
        first.signs().isKilled();
        ManualTimer earlier = new ManualTimer();
        LedgerBench second = new LedgerBench(earlier, before());

        assertThat(second.ledger.scheduled(Set.of(CPU.name()))).isZero();
    }

    @Test
    void countsWhatWaitedInMemoryAlone() throws IOException {
        Life first = new Life();
        first.hangs = true;
        first.polls(CPU, MEMORY);
        Slot slot = first.slots.get(0);
        first.bench.stored(slot.assignment(), slot.due(), 3);
        first.slots.forEach(each -> each.conclude(polled(each == slot ? 3 : 0)));
        first.lasts = false;
        first.signs().isKilled();
        timer.advance(Duration.ofSeconds(1));

        assertThat(new Life().polls(CPU, MEMORY).down()).isOne();
    }

    @Test
    void trustsAJournalThatLasts() throws IOException {
        Life first = new Life();
        first.hangs = true;
        first.polls(CPU);
        Slot slot = first.slots.get(0);
        first.bench.stored(CPU, slot.due(), 3);
        slot.conclude(polled(3));
        first.signs().isKilled();
        timer.advance(Duration.ofSeconds(1));

        Life second = new Life();
        second.bench.stored(CPU, slot.due(), 3);
        second.polls(CPU);

        assertThat(second.down()).isZero();
        assertThat(second.bench.slots().stored).isOne();
    }

    /** A store, and how often it was made safe. */
    private static final class FakeStore implements StoreSafety {

        private final AtomicInteger forced = new AtomicInteger();

        @Override
        public boolean isLasting() {
            return true;
        }

        @Override
        public void force() {
            forced.incrementAndGet();
        }
    }

    private SignOfLife signs(Life life, Path where, StoreSafety store) {
        return new SignOfLife(
                new LifeSignFiles(where),
                timer::now,
                life.bench.ledger,
                new SignOfLife.Watched(life.timetable::tasks, store));
    }

    @Test
    void writesByItselfAndALastTime() throws Exception {
        Life life = new Life().polls(CPU);
        FakeStore store = new FakeStore();
        SignOfLife signs = signs(life, folder, store);
        signs.start();
        signs.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(folder.resolve("alive")));
        assertThat(store.forced).as("before").hasPositiveValue();

        timer.advance(Duration.ofSeconds(61));
        signs.stop();
        life.timetable.stop();
        signs.close();
        signs.stop();

        assertThat(new LifeSignFiles(folder).read().orElseThrow().next())
                .containsExactly(entry(60_000L, timer.now().plusSeconds(59).toEpochMilli()));
    }

    @Test
    void goesOnWhereTheFolderTakesNothing() throws Exception {
        Life life = new Life().polls(CPU);
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        SignOfLife signs = signs(life, file, new FakeStore());
        signs.start();
        signs.stop();
        signs.close();

        assertThat(file).hasContent("no folder");
    }
}
