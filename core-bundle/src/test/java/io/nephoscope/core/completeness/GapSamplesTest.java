package io.nephoscope.core.completeness;

import static io.nephoscope.core.completeness.LedgerBench.CPU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.nephoscope.api.sample.Sample;
import io.nephoscope.core.completeness.SlotAccount.Change;
import io.nephoscope.core.publish.BatchSink;
import io.nephoscope.core.schedule.AssignmentName;
import io.nephoscope.journal.RoutedBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapSamplesTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final GapSettings SETTINGS = new GapSettings(true, 2, "openstack");

    private final NewGaps gaps = new NewGaps();
    private final List<RoutedBatch> batches = new ArrayList<>();
    private boolean full;
    private final GapSamples published = new GapSamples(gaps, new BatchSink() {

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public boolean accept(RoutedBatch batch) {
            return !full && batches.add(batch);
        }
    });

    @Test
    void tellsOfTheIncreaseSinceTheLastTime() {
        gaps.want(true);
        gap(CPU.name(), SlotState.FAILED, 0, 1);
        gap(CPU.name(), SlotState.FAILED, 60_000, 1);
        published.publish(NOW, SETTINGS);
        gap(CPU.name(), SlotState.FAILED, 120_000, 1);
        published.publish(NOW, SETTINGS);
        published.publish(NOW, SETTINGS);

        assertThat(samples()).extracting(Sample::volume).containsExactly(2L, 1L);
        assertThat(samples().get(0).subject().resourceId()).isEqualTo("s/cpu");
        assertThat(samples().get(0).subject().metadata().asMap())
                .containsExactly(
                        entry("source", "s"),
                        entry("pollster", "cpu"),
                        entry("type", "failed"),
                        entry("from", "1970-01-01T00:00:00Z"),
                        entry("to", "1970-01-01T00:01:00Z"));
    }

    @Test
    void tellsFromWhenToWhenNoAgentRan() {
        gaps.want(true);
        gaps.gap(CPU.name(), new Change(SlotState.AGENT_DOWN, 60_000, 60_000, 10, 0));

        published.publish(NOW, SETTINGS);

        assertThat(samples()).singleElement().satisfies(sample -> {
            assertThat(sample.volume()).isEqualTo(10L);
            assertThat(sample.subject().metadata().asMap())
                    .contains(entry("type", "agent_down"), entry("to", "1970-01-01T00:10:00Z"));
        });
    }

    @Test
    void keepsToTheSizeOfBatchesAndBelongsToNoSlot() {
        gaps.want(true);
        gap(CPU.name(), SlotState.FAILED, 0, 1);
        gap(CPU.name(), SlotState.BUSY, 0, 1);
        gap(CPU.name(), SlotState.MISSED, 0, 1);

        published.publish(NOW, SETTINGS);

        assertThat(batches).extracting(batch -> batch.samples().size()).containsExactly(2, 1);
        assertThat(batches).allSatisfy(batch -> {
            assertThat(batch.source()).isEqualTo("nephoscope");
            assertThat(batch.pollster()).isEqualTo("nephoscope.polling.gap");
        });
    }

    @Test
    void triesAgainWhatFindsNoRoom() {
        gaps.want(true);
        gap(CPU.name(), SlotState.FAILED, 0, 1);
        full = true;
        published.publish(NOW, SETTINGS);
        gap(CPU.name(), SlotState.FAILED, 60_000, 1);
        full = false;

        published.publish(NOW, SETTINGS);

        assertThat(samples()).extracting(Sample::volume).containsExactly(2L);
    }

    @Test
    void remembersNothingThatNobodyWants() {
        gap(CPU.name(), SlotState.FAILED, 0, 1);
        gaps.want(true);
        gap(CPU.name(), SlotState.FAILED, 0, 1);
        gaps.want(false);
        gaps.want(true);

        published.publish(NOW, SETTINGS);

        assertThat(batches).isEmpty();
    }

    @Test
    void forgetsSeriesWhereThereAreVeryMany() {
        gaps.want(true);
        int many = 30_000;
        for (int index = 0; index < many; index++) {
            gap(new AssignmentName("s" + index, "p"), SlotState.FAILED, 0, 1);
        }

        published.publish(NOW, SETTINGS);

        assertThat(samples()).hasSizeLessThan(many);
        assertThat(samples().stream()
                        .mapToLong(sample -> sample.volume().longValue())
                        .sum())
                .isEqualTo(many);
    }

    private void gap(AssignmentName series, SlotState state, long due, long slots) {
        gaps.gap(series, Change.at(state, due, slots, 0));
    }

    private List<Sample> samples() {
        return batches.stream().flatMap(batch -> batch.samples().stream()).toList();
    }
}
