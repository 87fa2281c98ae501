package io.nephoscope.core.completeness;

import static io.nephoscope.core.completeness.LedgerBench.CPU;
import static io.nephoscope.core.completeness.LedgerBench.MEMORY;
import static io.nephoscope.core.completeness.LedgerBench.assertCloses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.nephoscope.api.runtime.dto.GapKind;
import io.nephoscope.core.completeness.EarlierLife.Expected;
import io.nephoscope.core.completeness.SeriesLedger.Stored;
import io.nephoscope.core.fake.ManualTimer;
import io.nephoscope.core.publish.BatchEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EarlierLifeTest {

    private static final long MINUTE = 60_000;

    private final ManualTimer timer = new ManualTimer();
    private final long now = timer.now().toEpochMilli();

    /** Seen last ten minutes and a half ago; a slot a minute was due since. */
    private final LedgerBench bench = bench(Expected.next(now - 10 * MINUTE, MINUTE));

    private LedgerBench bench(Expected cpu) {
        return new LedgerBench(timer, new EarlierLife(now - 10 * MINUTE - 30_000, Map.of(CPU.name(), cpu)));
    }

    @Test
    void tellsWhatWasDueWhileNoAgentRan() {
        long down = bench.ledger.scheduled(Set.of(CPU.name(), MEMORY.name()));

        assertThat(down).isEqualTo(10);
        assertThat(bench.slots().gaps).containsExactly(entry(GapKind.AGENT_DOWN, 10L));
        assertThat(bench.report().series).extracting(series -> series.pollster).containsExactly("cpu");
        assertThat(bench.ledger.report(Optional.of(timer.now().minusSeconds(290))).slots.due)
                .isBetween(4L, 5L);
        assertCloses(bench.report());
    }

    @Test
    void tellsItOnce() {
        bench.ledger.scheduled(Set.of(CPU.name()));
        assertThat(bench.ledger.scheduled(Set.of(CPU.name()))).isZero();

        assertThat(bench.slots().due).isEqualTo(10);
    }

    @Test
    void tellsNothingOfWhatTheScheduleHasNoMore() {
        assertThat(bench.ledger.scheduled(Set.of(MEMORY.name()))).isZero();
    }

    @Test
    void tellsOfASeriesWhosePluginCameBackLate() {
        bench.ledger.scheduled(Set.of());
        timer.advance(Duration.ofSeconds(20));

        assertThat(bench.ledger.scheduled(Set.of(CPU.name()))).isEqualTo(11);
    }

    @Test
    void tellsOfNoTimeInWhichTheAgentRanWithoutThePlugin() {
        timer.advance(Duration.ofMinutes(9));

        assertThat(bench.ledger.scheduled(Set.of(CPU.name()))).isEqualTo(11);
    }

    @Test
    void forgetsSeriesThatDoNotComeBack() {
        timer.advance(Duration.ofMinutes(11));
        bench.ledger.scheduled(Set.of());

        assertThat(bench.ledger.scheduled(Set.of(CPU.name()))).isZero();
    }

    @Test
    void countsWhatIsInTheJournalAsCarriedOver() {
        Instant due = timer.now().minusSeconds(3_600);
        bench.stored(CPU, due, 50);
        bench.stored(CPU, due, 7);
        bench.stored(CPU, due.plusSeconds(60), 50);
        assertThat(bench.slots().stored).isEqualTo(2);
        assertThat(bench.slots().due).isEqualTo(2);
        assertThat(bench.report().carriedOver).isEqualTo(2);
        assertCloses(bench.report());

        bench.ended(CPU, due, 50, BatchEnd.CONFIRMED);
        bench.ended(CPU, due, 7, BatchEnd.CONFIRMED);
        bench.ended(CPU, due.plusSeconds(60), 50, BatchEnd.DROPPED);

        assertThat(bench.slots().confirmed).isOne();
        assertThat(bench.slots().gaps).containsExactly(entry(GapKind.DROPPED, 1L));
        assertCloses(bench.report());
    }

    /** Killed after the last sign of life and in the midst of a poll: nobody knows if more was to come. */
    @Test
    void trustsNoSlotInWhoseMidstTheAgentWasKilled() {
        Instant due = Instant.ofEpochMilli(now - 10 * MINUTE);
        bench.stored(CPU, due, 50);
        bench.ended(CPU, due, 50, BatchEnd.CONFIRMED);
        assertThat(bench.slots().due).isZero();

        bench.ledger.scheduled(Set.of(CPU.name()));

        assertThat(bench.slots().gaps).containsExactly(entry(GapKind.AGENT_DOWN, 10L));
        assertThat(bench.slots().due).isEqualTo(10);
        assertThat(bench.report().samples.confirmed).isEqualTo(50);
        assertCloses(bench.report());
    }

    @Test
    void trustsNoSlotThatWasBeingPolledAtTheLastSignOfLife() {
        long begun = now - 11 * MINUTE;
        LedgerBench other = bench(Expected.begun(begun, MINUTE));
        other.stored(CPU, Instant.ofEpochMilli(begun), 50);
        other.stored(CPU, Instant.ofEpochMilli(begun - MINUTE), 50);

        other.ledger.scheduled(Set.of(CPU.name()));

        assertThat(other.slots().gaps).containsExactly(entry(GapKind.AGENT_DOWN, 11L));
        assertThat(other.slots().stored).isOne();
        assertCloses(other.report());
    }

    /** Without a journal on disk what waited for a publisher is lost with the process. */
    @Test
    void countsWhatWaitedInMemoryAlone() {
        Expected next = Expected.next(now - 10 * MINUTE, MINUTE);
        LedgerBench other = bench(next.andLost(new Stored(now - 20 * MINUTE, 4)));

        assertThat(other.ledger.scheduled(Set.of(CPU.name()))).isEqualTo(10 + 4);
        assertThat(other.ledger.report(Optional.of(timer.now().minusSeconds(960))).slots.due)
                .isEqualTo(10);
        assertCloses(other.report());
    }

    /** The disk took nothing for a while, and then did again. */
    @Test
    void countsNoSlotTwiceThatWasInMemoryAndIsFoundInTheJournalAllTheSame() {
        Expected next = Expected.next(now - 10 * MINUTE, MINUTE);
        LedgerBench other = bench(next.andLost(new Stored(now - 20 * MINUTE, 4)));
        other.stored(CPU, Instant.ofEpochMilli(now - 19 * MINUTE), 50);
        other.stored(CPU, Instant.ofEpochMilli(now - 30 * MINUTE), 50);

        other.ledger.scheduled(Set.of(CPU.name()));

        assertThat(other.slots().due).isEqualTo(10 + 4 + 1);
        assertCloses(other.report());
    }

    @Test
    void isNotMisledByClocksThatJump() {
        assertThat(Expected.next(now + 1, MINUTE).before(now, now)).isEmpty();
        assertThat(Expected.next(now, MINUTE).before(now, now)).isEmpty();
        assertThat(gaps(Expected.next(0, 1_000)).slots()).isEqualTo(EarlierLife.LONGEST.toSeconds());
        assertThat(gaps(Expected.next(now - 1, Long.MAX_VALUE / 4)).slots()).isOne();
        assertThat(gaps(Expected.next(Long.MIN_VALUE / 4, MINUTE)).slots()).isEqualTo(EarlierLife.LONGEST.toMinutes());
    }

    private SlotAccount.Change gaps(Expected expected) {
        return expected.before(now, now).get(0);
    }

    @Test
    void keepsThePhase() {
        SlotAccount.Change gaps = gaps(Expected.next(0, 7_000));

        long earliest = now - EarlierLife.LONGEST.toMillis();
        assertThat(gaps.due() % 7_000).isZero();
        assertThat(gaps.due()).isBetween(earliest, earliest + 7_000);
        assertThat(gaps.lastDue()).isBetween(now - 7_000, now - 1);
    }
}
