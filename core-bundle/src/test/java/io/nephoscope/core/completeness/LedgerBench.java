package io.nephoscope.core.completeness;

import static io.nephoscope.core.fake.Plugins.pollster;
import static io.nephoscope.core.fake.Sources.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.runtime.dto.CompletenessDTO;
import io.nephoscope.api.runtime.dto.KeptSamplesDTO;
import io.nephoscope.api.runtime.dto.SlotsDTO;
import io.nephoscope.core.fake.ManualTimer;
import io.nephoscope.core.publish.BatchEnd;
import io.nephoscope.core.publish.BatchKey;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A ledger, and what polls and the store tell it. */
final class LedgerBench {

    static final Assignment CPU = new Assignment(source("s", 60, "*"), pollster("cpu"));
    static final Assignment MEMORY = new Assignment(source("s", 60, "*"), pollster("memory"));

    final ManualTimer timer;
    final CompletenessLedger ledger;

    LedgerBench() {
        this(new ManualTimer(), EarlierLife.NONE);
    }

    LedgerBench(ManualTimer timer, EarlierLife earlier) {
        this.timer = timer;
        this.ledger = new CompletenessLedger(timer::now, earlier, (series, change) -> {});
    }

    /** A slot that is due now. */
    Instant due(Assignment assignment) {
        Instant due = timer.now();
        ledger.due(assignment, due, 1);
        return due;
    }

    void stored(Assignment assignment, Instant due, int samples) {
        ledger.stored(key(assignment, due, samples));
    }

    void ended(Assignment assignment, Instant due, int samples, BatchEnd end) {
        ledger.ended(key(assignment, due, samples), end);
    }

    static BatchKey key(Assignment assignment, Instant due, int samples) {
        return new BatchKey(assignment.source().name(), assignment.pollster().name(), due, samples);
    }

    void concluded(Assignment assignment, Instant due, Outcome outcome) {
        ledger.concluded(assignment, due, outcome);
    }

    static Outcome polled(int samples) {
        return new Outcome.Polled(tally(samples), "");
    }

    static Outcome.Tally tally(int samples) {
        return new Outcome.Tally(Instant.EPOCH, Duration.ZERO, 1, samples, 0, 0);
    }

    CompletenessDTO report() {
        return ledger.report(Optional.empty());
    }

    SlotsDTO slots() {
        return report().slots;
    }

    /** That all sums close: of all together, and of each series. */
    static void assertCloses(CompletenessDTO report) {
        assertThat(report.closes).isTrue();
        assertCloses(report.slots);
        assertCloses(report.samples);
        report.series.forEach(series -> {
            assertCloses(series.slots);
            assertCloses(series.samples);
        });
    }

    static void assertCloses(SlotsDTO slots) {
        long gaps = slots.gaps.values().stream().mapToLong(Long::longValue).sum();
        assertThat(slots.pending + slots.stored + slots.confirmed + slots.nothing + slots.notOurs + gaps)
                .isEqualTo(slots.due);
        assertThat(List.of(slots.pending, slots.stored, slots.confirmed, slots.nothing, slots.notOurs))
                .allMatch(count -> count >= 0);
        assertThat(slots.gaps.values()).allMatch(count -> count > 0);
        assertThat(slots.partialGaps).isBetween(0L, gaps);
    }

    private static void assertCloses(KeptSamplesDTO samples) {
        long lost = samples.lost.values().stream().mapToLong(Long::longValue).sum();
        assertThat(samples.stored + samples.confirmed + samples.notOurs + lost).isEqualTo(samples.taken);
        assertThat(samples.stored).isNotNegative();
    }
}
