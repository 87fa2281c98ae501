package io.nephoscope.core.completeness;

import static io.nephoscope.core.completeness.LedgerBench.CPU;
import static io.nephoscope.core.completeness.LedgerBench.MEMORY;
import static io.nephoscope.core.completeness.LedgerBench.assertCloses;
import static io.nephoscope.core.completeness.LedgerBench.polled;
import static io.nephoscope.core.completeness.LedgerBench.tally;
import static io.nephoscope.core.fake.Plugins.pollster;
import static io.nephoscope.core.fake.Sources.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.nephoscope.api.runtime.dto.CompletenessDTO;
import io.nephoscope.api.runtime.dto.GapKind;
import io.nephoscope.core.publish.BatchEnd;
import io.nephoscope.core.publish.BatchKey;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.AssignmentName;
import io.nephoscope.core.schedule.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CompletenessLedgerTest {

    private final LedgerBench bench = new LedgerBench();

    @Test
    void confirmsASlotWhenAllItsBatchesAre() {
        Instant due = bench.due(CPU);
        assertThat(bench.slots().pending).isOne();

        bench.stored(CPU, due, 50);
        bench.stored(CPU, due, 7);
        bench.concluded(CPU, due, polled(57));
        bench.ended(CPU, due, 50, BatchEnd.CONFIRMED);
        assertThat(bench.slots().stored).isOne();

        bench.ended(CPU, due, 7, BatchEnd.CONFIRMED);
        assertThat(bench.slots().confirmed).isOne();
        assertThat(bench.report().samples.confirmed).isEqualTo(57);
        assertCloses(bench.report());
    }

    @Test
    void confirmsASlotWhoseBatchesWereConfirmedBeforeItsEnd() {
        Instant due = bench.due(CPU);
        bench.stored(CPU, due, 50);
        bench.ended(CPU, due, 50, BatchEnd.CONFIRMED);
        assertThat(bench.slots().pending).isOne();

        bench.concluded(CPU, due, polled(50));

        assertThat(bench.slots().confirmed).isOne();
        assertCloses(bench.report());
    }

    @Test
    void countsWhatHadNothingToTellAsComplete() {
        bench.concluded(CPU, bench.due(CPU), polled(0));
        bench.concluded(MEMORY, bench.due(MEMORY), new Outcome.NothingToPoll(Outcome.Tally.NOTHING, false));

        assertThat(bench.slots().nothing).isEqualTo(2);
        assertThat(bench.slots().gaps).isEmpty();
        assertCloses(bench.report());
    }

    @Test
    void countsAPollOfWhichNothingCouldBeReadAsFailed() {
        bench.concluded(CPU, bench.due(CPU), new Outcome.Polled(tally(0), "no such domain"));

        assertThat(bench.slots().gaps).containsExactly(entry(GapKind.FAILED, 1L));
        assertCloses(bench.report());
    }

    @Test
    void countsNeitherAsCompleteNorAsGapWhatIsNotOurs() {
        bench.concluded(CPU, bench.due(CPU), new Outcome.NotOurs());

        assertThat(bench.slots().notOurs).isOne();
        assertThat(bench.slots().gaps).isEmpty();
        assertCloses(bench.report());
    }

    static Stream<Outcome> outcomesThatAreGaps() {
        return Stream.of(
                Outcome.Failed.before("libvirt is down"),
                new Outcome.Abandoned(tally(0), "it did not return"),
                new Outcome.Quarantined("it hangs"),
                new Outcome.Busy("it hangs"),
                new Outcome.Missed(),
                new Outcome.Cancelled(tally(0)),
                new Outcome.StoreFull(tally(0), "full"));
    }

    @ParameterizedTest
    @MethodSource("outcomesThatAreGaps")
    void namesAGapByTheOutcome(Outcome outcome) {
        bench.concluded(CPU, bench.due(CPU), outcome);

        assertThat(bench.slots().gaps)
                .containsExactly(entry(GapKind.valueOf(outcome.kind().name()), 1L));
        assertThat(bench.slots().partialGaps).isZero();
        assertCloses(bench.report());
    }

    @ParameterizedTest
    @EnumSource(
            value = BatchEnd.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CONFIRMED", "NOT_OURS"})
    void namesAGapByTheEndOfABatch(BatchEnd end) {
        Instant due = bench.due(CPU);
        bench.stored(CPU, due, 50);
        bench.concluded(CPU, due, polled(50));

        bench.ended(CPU, due, 50, end);

        assertThat(bench.slots().gaps).containsExactly(entry(GapKind.valueOf(end.name()), 1L));
        assertThat(bench.slots().partialGaps).isZero();
        assertThat(bench.report().samples.lost).containsExactly(entry(GapKind.valueOf(end.name()), 50L));
        assertCloses(bench.report());
    }

    @Test
    void takesWhatAnotherAgentHasPolledForNoGap() {
        Instant due = bench.due(CPU);
        bench.stored(CPU, due, 50);
        bench.concluded(CPU, due, polled(50));

        bench.ended(CPU, due, 50, BatchEnd.NOT_OURS);

        assertThat(bench.slots().notOurs).isEqualTo(1);
        assertThat(bench.slots().gaps).isEmpty();
        assertThat(bench.report().samples.notOurs).isEqualTo(50);
        assertCloses(bench.report());
    }

    @Test
    void countsAPollThatFailedInTheMidstAsAPartialGapWhateverItsSamplesDo() {
        Instant due = bench.due(CPU);
        bench.stored(CPU, due, 50);
        bench.concluded(CPU, due, new Outcome.Failed(tally(50), "gone"));
        bench.ended(CPU, due, 50, BatchEnd.CONFIRMED);

        assertThat(bench.slots().gaps).containsExactly(entry(GapKind.FAILED, 1L));
        assertThat(bench.slots().partialGaps).isOne();
        assertThat(bench.report().samples.confirmed).isEqualTo(50);
        assertCloses(bench.report());
    }

    @Test
    void countsASlotOfWhichOneBatchWasLostAsAPartialGap() {
        Instant due = bench.due(CPU);
        bench.stored(CPU, due, 50);
        bench.stored(CPU, due, 7);
        bench.concluded(CPU, due, polled(57));

        bench.ended(CPU, due, 7, BatchEnd.DROPPED);
        bench.ended(CPU, due, 50, BatchEnd.REFUSED);

        assertThat(bench.slots().gaps).as("what ended it first").containsExactly(entry(GapKind.DROPPED, 1L));
        assertThat(bench.slots().partialGaps).isOne();
        assertThat(bench.report().samples.lost).containsOnly(entry(GapKind.DROPPED, 7L), entry(GapKind.REFUSED, 50L));
        assertCloses(bench.report());
    }

    @Test
    void countsALossBeforeTheEndOfThePoll() {
        Instant due = bench.due(CPU);
        bench.stored(CPU, due, 50);
        bench.ended(CPU, due, 50, BatchEnd.GIVEN_UP);
        bench.concluded(CPU, due, polled(50));

        assertThat(bench.slots().gaps).containsExactly(entry(GapKind.GIVEN_UP, 1L));
        assertCloses(bench.report());
    }

    /** A sample that was emitted and that nobody has is a gap, whatever the poll says. */
    @Test
    void believesOnlyWhatTheStoreHas() {
        Instant due = bench.due(CPU);
        bench.stored(CPU, due, 50);
        bench.concluded(CPU, due, polled(57));

        assertThat(bench.slots().gaps).containsExactly(entry(GapKind.STORE_FULL, 1L));
        assertThat(bench.slots().partialGaps).isOne();
        assertCloses(bench.report());
    }

    @Test
    void countsSamplesThatCameLateAndNoSlotTwice() {
        Instant due = bench.due(CPU);
        bench.concluded(CPU, due, new Outcome.Abandoned(tally(0), "late"));
        bench.stored(CPU, due, 9);
        bench.ended(CPU, due, 9, BatchEnd.CONFIRMED);

        assertThat(bench.slots().due).isOne();
        assertThat(bench.slots().gaps).containsExactly(entry(GapKind.ABANDONED, 1L));
        assertThat(bench.report().samples.confirmed).isEqualTo(9);
        assertCloses(bench.report());
    }

    @Test
    void countsManyMissedSlotsAtOnceAndWhenTheyWereDue() {
        bench.timer.advance(Duration.ofHours(2));
        bench.ledger.missed(CPU, bench.timer.now(), 100);

        assertThat(bench.slots().gaps).containsExactly(entry(GapKind.MISSED, 100L));
        assertThat(since(Duration.ofMinutes(59)).slots.due).isEqualTo(60);
        assertCloses(bench.report());
    }

    @Test
    void keepsSlotsOfOneMomentApart() {
        Instant due = bench.timer.now();
        bench.ledger.due(CPU, due, 1);
        bench.ledger.due(CPU, due, 1);
        bench.concluded(CPU, due, polled(0));
        assertThat(bench.slots().pending).isOne();

        bench.concluded(CPU, due, Outcome.Failed.before("down"));

        assertThat(bench.slots().pending).isZero();
        assertThat(bench.slots().due).isEqualTo(2);
        assertCloses(bench.report());
    }

    @Test
    void tellsOfEachSeries() {
        bench.concluded(CPU, bench.due(CPU), polled(0));
        bench.due(MEMORY);

        CompletenessDTO report = bench.report();

        assertThat(report.series).extracting(series -> series.pollster).containsExactly("cpu", "memory");
        assertThat(report.series).extracting(series -> series.slots.nothing).containsExactly(1L, 0L);
        assertThat(report.series).extracting(series -> series.slots.pending).containsExactly(0L, 1L);
        assertCloses(report);
    }

    @Test
    void tellsWhatWasDueSinceATime() {
        bench.concluded(CPU, bench.due(CPU), Outcome.Failed.before("down"));
        bench.timer.advance(Duration.ofMinutes(30));
        bench.concluded(CPU, bench.due(CPU), polled(0));
        bench.timer.advance(Duration.ofMinutes(10));

        assertThat(since(Duration.ofMinutes(20)).slots.due).isOne();
        assertThat(since(Duration.ofMinutes(20)).slots.nothing).isOne();
        assertThat(since(Duration.ofMinutes(50)).slots.due).isEqualTo(2);
        assertThat(since(Duration.ofDays(3)).slots.due).isEqualTo(2);
        bench.timer.advance(Duration.ofDays(8));
        assertThat(since(Duration.ofDays(30)).slots.due).isZero();
        assertThat(bench.slots().due).isEqualTo(2);
    }

    @Test
    void movesASlotWhereItWasDueHoweverLateItIsConfirmed() {
        Instant due = bench.due(CPU);
        bench.stored(CPU, due, 1);
        bench.concluded(CPU, due, polled(1));
        bench.timer.advance(Duration.ofHours(5));

        bench.ended(CPU, due, 1, BatchEnd.CONFIRMED);

        assertThat(since(Duration.ofMinutes(30)).slots.due).isZero();
        assertThat(since(Duration.ofHours(6)).slots.confirmed).isOne();
        assertCloses(since(Duration.ofHours(6)));
    }

    private CompletenessDTO since(Duration ago) {
        return bench.ledger.report(Optional.of(bench.timer.now().minus(ago)));
    }

    @Test
    void countsNoSlotForItsOwnSamples() {
        bench.ledger.stored(new BatchKey("nephoscope", GapSamples.METER, bench.timer.now(), 3));
        bench.ledger.ended(new BatchKey("nephoscope", GapSamples.METER, bench.timer.now(), 3), BatchEnd.CONFIRMED);

        assertThat(bench.report().series).isEmpty();
        assertThat(bench.slots().due).isZero();
    }

    /** A broker that was away for long, in the journal of an earlier life. */
    @Test
    void staysBoundedInALongBacklogAndLosesNoSlotOfIt() {
        int slots = CompletenessLedger.MOST_ENTRIES + 20_000;
        Instant first = bench.timer.now().minusSeconds(slots);
        for (int slot = 0; slot < slots; slot++) {
            bench.stored(CPU, first.plusSeconds(slot), 2);
            bench.stored(CPU, first.plusSeconds(slot), 1);
        }
        assertThat(bench.slots().stored).isEqualTo(slots);
        assertThat(bench.report().carriedOver).isEqualTo(slots);
        assertThat(bench.ledger.entries()).isLessThanOrEqualTo(CompletenessLedger.MOST_ENTRIES);
        assertCloses(bench.report());

        for (int slot = 0; slot < slots; slot++) {
            bench.ended(CPU, first.plusSeconds(slot), 2, BatchEnd.CONFIRMED);
            bench.ended(CPU, first.plusSeconds(slot), 1, BatchEnd.CONFIRMED);
        }

        assertThat(bench.slots().confirmed).isEqualTo(slots);
        assertThat(bench.ledger.entries()).isZero();
        assertThat(since(Duration.ofDays(7)).slots.stored).isZero();
        assertCloses(bench.report());
    }

    @Test
    void staysBoundedWhereSeriesComeAndGo() {
        int rounds = CompletenessLedger.MOST_SERIES + 500;
        for (int round = 0; round < rounds; round++) {
            Assignment assignment = new Assignment(source("s" + round, 60, "*"), pollster("cpu"));
            if (round % 1_000 == 0) {
                bench.ledger.scheduled(Set.of(assignment.name()));
            }
            bench.concluded(assignment, bench.due(assignment), polled(0));
        }

        CompletenessDTO report = bench.report();

        assertThat(report.series).hasSizeLessThan(CompletenessLedger.MOST_SERIES);
        assertThat(report.slots.due).isEqualTo(rounds);
        assertThat(report.series.stream().mapToLong(series -> series.slots.due).sum())
                .isEqualTo(rounds);
        assertCloses(report);
    }

    @Test
    void countsSeriesBeyondTheBoundTogether() {
        int rounds = CompletenessLedger.MOST_SERIES + 50;
        List<Assignment> assignments = Stream.iterate(0, index -> index + 1)
                .limit(rounds)
                .map(index -> new Assignment(source("s" + index, 60, "*"), pollster("cpu")))
                .toList();
        Instant due = bench.timer.now();
        assignments.forEach(assignment -> bench.ledger.due(assignment, due, 1));
        assignments.forEach(assignment -> bench.stored(assignment, due, 2));
        assignments.forEach(assignment -> bench.concluded(assignment, due, polled(2)));
        assertThat(bench.slots().stored).isEqualTo(rounds);
        assignments.forEach(assignment -> bench.ended(assignment, due, 2, BatchEnd.CONFIRMED));

        CompletenessDTO report = bench.report();

        assertThat(report.series).hasSize(CompletenessLedger.MOST_SERIES + 1);
        assertThat(report.series.get(0))
                .extracting(series -> new AssignmentName(series.source, series.pollster))
                .isEqualTo(CompletenessLedger.OTHERS);
        assertThat(report.series.get(0).slots.confirmed).isEqualTo(50);
        assertThat(report.slots.confirmed).isEqualTo(rounds);
        assertCloses(report);
    }
}
