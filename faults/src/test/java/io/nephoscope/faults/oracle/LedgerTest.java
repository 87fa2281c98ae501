package io.nephoscope.faults.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.faults.oracle.Ledger.Mark;
import io.nephoscope.faults.oracle.Ledger.Sight;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final TargetSource SOURCE = new TargetSource("first", 3);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Mark BEGIN = new Mark(Map.of(), 0);

    private final AtomicLong clock = new AtomicLong();
    private final Ledger ledger = new Ledger(clock::get);

    @Test
    void losesNothingIfEachSampleCame() {
        long slot = ledger.open(SOURCE);
        come(slot, 0, 1, 2);

        Verdict verdict = judge();

        assertThat(verdict.samples()).isEqualTo(new Verdict.Samples(3, 0, 0, 0));
        assertThat(verdict.doubles()).isEqualTo(new Verdict.Doubles(0, 0, 0));
    }

    @Test
    void missesWhatDidNotCome() {
        come(ledger.open(SOURCE), 0, 2);

        assertThat(judge().samples().lost()).isOne();
    }

    @Test
    void excusesWhatTheAgentGotWhenItWasKilled() {
        ledger.open(SOURCE);
        clock.addAndGet(Duration.ofMillis(100).toNanos());
        Lives lives = new Lives(SECOND, List.of(clock.get()), Duration.ofMillis(500));

        Verdict verdict = ledger.judge(BEGIN, ledger.mark(), lives);

        assertThat(verdict.samples()).isEqualTo(new Verdict.Samples(0, 0, 3, 0));
        assertThat(verdict.timing().longestUntaken()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void doesNotExcuseWhatItGotBefore() {
        ledger.open(SOURCE);
        clock.addAndGet(Duration.ofMillis(501).toNanos());
        Lives lives = new Lives(SECOND, List.of(clock.get()), Duration.ofMillis(500));

        assertThat(ledger.judge(BEGIN, ledger.mark(), lives).samples().lost()).isEqualTo(3);
    }

    @Test
    void tellsWhatCameTwiceFromWhatCameUnderAnotherId() {
        long slot = ledger.open(SOURCE);
        come(slot, 0, 1, 2);

        come(slot, 0);
        ledger.enter(List.of(sight(slot, 1, UUID.randomUUID(), false)));
        ledger.enter(List.of(sight(slot, 2, id(slot, 2), true)));

        assertThat(judge().doubles()).isEqualTo(new Verdict.Doubles(1, 1, 1));
    }

    @Test
    void countsWhatCannotHaveBeenPolled() {
        long slot = ledger.open(SOURCE);

        come(slot + 1, 0);
        ledger.enter(
                List.of(new Sight("oracle.first", "first-1", TargetSource.value(slot, 2), id(slot, 2), false, true)));
        ledger.enter(
                List.of(new Sight("oracle.first", "first-2", TargetSource.value(slot, 2), id(slot, 2), false, false)));
        ledger.enter(List.of(new Sight("flood", "x", 1, id(slot, 2), false, true)));

        assertThat(ledger.oddities()).isEqualTo(new Ledger.Oddities(2, 1, 1));
    }

    @Test
    void knowsWhichSlotsWereDueWithoutBeingPolled() {
        ledger.open(SOURCE);
        clock.addAndGet(Duration.ofMillis(3100).toNanos());
        ledger.open(SOURCE);

        Verdict verdict = judge();

        assertThat(verdict.slots().due()).isEqualTo(4);
        assertThat(verdict.slots().polled()).isEqualTo(2);
        assertThat(verdict.timing().longestPause()).isEqualTo(Duration.ofMillis(3100));
    }

    @Test
    void demandsNothingOfADeadAgent() {
        ledger.open(SOURCE);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        long killed = clock.get();
        clock.addAndGet(Duration.ofSeconds(10).toNanos());
        ledger.open(SOURCE);

        Verdict verdict = ledger.judge(BEGIN, ledger.mark(), new Lives(SECOND, List.of(killed), Duration.ZERO));

        assertThat(verdict.slots().due()).isEqualTo(2);
        assertThat(verdict.timing().longestPause()).isZero();
    }

    @Test
    void takesAGapThatTheAgentTellsForWholeSlotsOnly() {
        ledger.open(SOURCE);
        come(ledger.open(SOURCE), 0);

        assertThat(judge().told(2, 3).samples()).isEqualTo(new Verdict.Samples(3, 2, 0, 0));
    }

    @Test
    void measuresHowWhatHadWaitedCame() {
        long early = ledger.open(SOURCE);
        clock.addAndGet(SECOND.toNanos());
        Mark healed = ledger.mark();
        clock.addAndGet(SECOND.toNanos());
        come(early, 0, 1);
        long late = ledger.open(SOURCE);
        clock.addAndGet(SECOND.toNanos() / 2);
        come(early, 2);
        come(late, 0, 1, 2);

        CatchUp catchUp = ledger.catchUp(BEGIN, healed, ledger.mark());

        assertThat(catchUp).isEqualTo(new CatchUp(3, Duration.ofMillis(500), Duration.ofMillis(500)));
        assertThat(catchUp.times(1)).isEqualTo(6);
        assertThat(catchUp.times(100)).isZero();
    }

    private Verdict judge() {
        return ledger.judge(BEGIN, ledger.mark(), new Lives(SECOND, List.of(), Duration.ZERO));
    }

    private void come(long slot, int... resources) {
        ledger.enter(IntStream.of(resources)
                .mapToObj(resource -> sight(slot, resource, id(slot, resource), false))
                .toList());
    }

    private static Sight sight(long slot, int resource, UUID id, boolean redelivered) {
        return new Sight(
                SOURCE.meter(), SOURCE.resourceId(resource), TargetSource.value(slot, resource), id, redelivered, true);
    }

    private static UUID id(long slot, int resource) {
        return new UUID(slot, resource);
    }
}
