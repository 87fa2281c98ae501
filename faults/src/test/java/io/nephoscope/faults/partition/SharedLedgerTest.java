package io.nephoscope.faults.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SharedLedgerTest {

    private static final Duration INTERVAL = Duration.ofSeconds(60);
    private static final Duration IN_TIME = Duration.ofSeconds(5);
    /** A multiple of the interval. */
    private static final Instant DUE = Instant.parse("2026-01-02T03:04:00Z");

    private final SharedLedger ledger = new SharedLedger(2, INTERVAL);
    private final long slot = ledger.slotAt(DUE);

    @Test
    void losesAndDoublesNothingIfEachIsPolledOnce() {
        comes(0, slot, "a1");
        comes(1, slot, "a2");
        comes(0, slot + 1, "a1");
        comes(1, slot + 1, "a2");

        SharedVerdict verdict = judge(slot, slot + 1);

        assertThat(verdict.due()).isEqualTo(4);
        assertThat(verdict.lost()).isZero();
        assertThat(verdict.doubles()).isEqualTo(new SharedVerdict.Doubles(0, 0));
        assertThat(verdict.moves()).isZero();
        assertThat(verdict.loads()).isEqualTo(Map.of("a1", 1L, "a2", 1L));
        assertThat(verdict.imbalance()).isEqualTo(1);
        assertThat(verdict.timing().longestPause()).isEqualTo(INTERVAL);
    }

    @Test
    void takesTheSlotFromTheTimeOfThePollAndNotOfTheArrival() {
        ledger.enter(sighting(0, DUE.plusSeconds(59), UUID.randomUUID(), "a1", false), DUE.plusSeconds(300));
        comes(1, slot, "a2");

        SharedVerdict verdict = judge(slot, slot);

        assertThat(verdict.lost()).isZero();
        assertThat(verdict.timing().latestPoll()).isEqualTo(Duration.ofSeconds(59));
        assertThat(verdict.timing().latestArrival()).isEqualTo(Duration.ofMinutes(5));
        assertThat(verdict.timing().late()).isOne();
    }

    @Test
    void losesWhatNobodyPolled() {
        comes(0, slot, "a1");
        comes(0, slot + 1, "a1");
        comes(1, slot + 1, "a2");

        SharedVerdict verdict = judge(slot, slot + 1);

        assertThat(verdict.lost()).isOne();
        assertThat(verdict.examples()).singleElement().asString().contains("resource 1", DUE.toString());
        assertThat(ledger.missing(slot)).isOne();
        assertThat(ledger.missing(slot + 2)).isEqualTo(2);
    }

    @Test
    void tellsWhatIsDoubledFromWhatAConsumerCanDrop() {
        UUID id = UUID.randomUUID();
        ledger.enter(sighting(0, DUE, id, "a1", false), DUE);
        ledger.enter(sighting(0, DUE, id, "a1", false), DUE);
        ledger.enter(sighting(0, DUE, id, "a1", true), DUE);
        comes(1, slot, "a1");
        comes(1, slot, "a2");

        SharedVerdict verdict = judge(slot, slot);

        assertThat(verdict.doubles()).isEqualTo(new SharedVerdict.Doubles(1, 1));
        assertThat(verdict.examples()).singleElement().asString().contains("by [a1, a2]");
    }

    @Test
    void countsMovesAlsoOverASlotThatWasLost() {
        comes(0, slot, "a1");
        comes(0, slot + 2, "a2");
        comes(1, slot, "a1");
        comes(1, slot + 1, "a2");
        comes(1, slot + 2, "a1");

        SharedVerdict verdict = judge(slot, slot + 2);

        assertThat(verdict.moves()).isEqualTo(3);
        assertThat(verdict.timing().longestPause()).isEqualTo(INTERVAL.multipliedBy(2));
    }

    @Test
    void setsApartWhatIsOfNobody() {
        ledger.enter(sighting(7, DUE, UUID.randomUUID(), "a1", false), DUE);
        ledger.garbled();

        assertThat(ledger.oddities()).isEqualTo(2);
        assertThat(ledger.agents(slot)).isEmpty();
    }

    private void comes(int resource, long at, String agent) {
        Instant due = ledger.dueAt(at);
        ledger.enter(sighting(resource, due, UUID.randomUUID(), agent, false), due.plusSeconds(1));
    }

    private static Sighting sighting(int resource, Instant polled, UUID id, String agent, boolean redelivered) {
        return new Sighting(resource, polled, id, agent, redelivered);
    }

    private SharedVerdict judge(long from, long to) {
        return ledger.judge(from, to, IN_TIME);
    }
}
