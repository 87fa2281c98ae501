package io.nephoscope.core.completeness;

import static io.nephoscope.core.completeness.LedgerBench.CPU;
import static io.nephoscope.core.completeness.LedgerBench.MEMORY;
import static io.nephoscope.core.completeness.LedgerBench.assertCloses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.nephoscope.api.runtime.dto.GapKind;
import io.nephoscope.core.completeness.EarlierLife.Expected;
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
    private final LedgerBench bench = bench(new Expected(now - 10 * MINUTE, MINUTE, false));

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
        LedgerBench other = bench(new Expected(begun, MINUTE, true));
        other.stored(CPU, Instant.ofEpochMilli(begun), 50);
        other.stored(CPU, Instant.ofEpochMilli(begun - MINUTE), 50);

        other.ledger.scheduled(Set.of(CPU.name()));

        assertThat(other.slots().gaps).containsExactly(entry(GapKind.AGENT_DOWN, 11L));
        assertThat(other.slots().stored).isOne();
        assertCloses(other.report());
    }

    @Test
    void isNotMisledByClocksThatJump() {
        assertThat(new Expected(now + 1, MINUTE, false).before(now, now)).isEmpty();
        assertThat(new Expected(now, MINUTE, false).before(now, now)).isEmpty();
        assertThat(new Expected(0, 1_000, false).before(now, now).orElseThrow().slots())
                .isEqualTo(EarlierLife.LONGEST.toSeconds());
        assertThat(new Expected(now - 1, Long.MAX_VALUE / 4, false)
                        .before(now, now)
                        .orElseThrow()
                        .slots())
                .isOne();
        assertThat(new Expected(Long.MIN_VALUE / 4, MINUTE, false)
                        .before(now, now)
                        .orElseThrow()
                        .slots())
                .isEqualTo(EarlierLife.LONGEST.toMinutes());
    }

    @Test
    void keepsThePhase() {
        SlotAccount.Change gaps = new Expected(0, 7_000, false).before(now, now).orElseThrow();

        long earliest = now - EarlierLife.LONGEST.toMillis();
        assertThat(gaps.due() % 7_000).isZero();
        assertThat(gaps.due()).isBetween(earliest, earliest + 7_000);
        assertThat(gaps.lastDue()).isBetween(now - 7_000, now - 1);
    }
}
