package io.nephoscope.core.cycle;

import static io.nephoscope.core.fake.Plugins.pollster;
import static io.nephoscope.core.fake.RecordingPollster.sample;
import static io.nephoscope.core.fake.Sources.polling;
import static io.nephoscope.core.fake.Sources.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.pollster.PollsterException;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.core.fake.FakeAccess;
import io.nephoscope.core.fake.RecordingPollster;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.schedule.Outcome;
import io.nephoscope.core.source.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of samples and failures. */
class PollingTest {

    private static final Source SOURCE = polling(source("s", 60, "*"), "a", "b", "c", "d");

    private final CycleBench bench = new CycleBench();

    @Test
    void stampsSamplesWithTheTimeBeforeThePollInMicroseconds() {
        bench.cycle(List.of(SOURCE), List.of(pollster("test", (resources, poll) -> {
            bench.timer.pass(java.time.Duration.ofSeconds(5));
            resources.forEach(resource -> poll.emit(sample(resource)));
        })));

        assertThat(bench.batches)
                .extracting(SampleBatch::timestamp)
                .containsExactly(Instant.parse("2222-11-22T00:11:22.333333Z"));
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "1, 4", "2, 2", "3, 2", "4, 1", "50, 1"})
    void cutsSamplesIntoBatches(int batchSize, int batches) {
        CycleBench other = new CycleBench(Runnable::run, CycleBench.settings(1, batchSize));

        other.cycle(List.of(SOURCE), List.of(pollster("test", new RecordingPollster())));

        assertThat(other.batches).hasSize(batches);
        assertThat(other.samples())
                .extracting(sample -> sample.subject().resourceId())
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void saysOfEachSampleWhereItComesFrom() {
        bench.cycle(List.of(SOURCE), List.of(pollster("test", (resources, poll) -> {
            poll.emit(sample(Resource.of("a")));
            poll.emit(sample(Resource.of("b")).from("hardware"));
        })));

        assertThat(bench.samples()).extracting(sample -> sample.source()).containsExactly("openstack", "hardware");
        assertThat(bench.batches)
                .extracting(SampleBatch::source, SampleBatch::pollster)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("s", "test"));
    }

    /** Ceilometer loses them. */
    @Test
    void keepsWhatWasEmittedBeforeAFailure() {
        bench.cycle(List.of(SOURCE), List.of(pollster("test", (resources, poll) -> {
            poll.emit(sample(Resource.of("a")));
            throw new PollsterException("the other side is gone");
        })));

        assertThat(bench.samples()).hasSize(1);
        assertThat(bench.outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(outcome.error()).isEqualTo("the other side is gone");
            assertThat(outcome.tally().resources()).isEqualTo(4);
            assertThat(outcome.tally().samples()).isEqualTo(1);
        });
    }

    @Test
    void goesOnWithOthersWhateverAPollsterThrows() {
        RecordingPollster healthy = new RecordingPollster();

        bench.cycle(
                List.of(SOURCE),
                List.of(
                        pollster("unchecked", (resources, poll) -> {
                            throw new IllegalStateException();
                        }),
                        pollster("linkage", (resources, poll) -> {
                            throw new NoClassDefFoundError("gone/Away");
                        }),
                        pollster("deep", (resources, poll) -> {
                            throw new StackOverflowError();
                        }),
                        pollster("interrupted", (resources, poll) -> {
                            throw new InterruptedException();
                        }),
                        pollster("healthy", healthy)));

        assertThat(healthy.calls).hasSize(1);
        assertThat(bench.outcomes)
                .extracting(Outcome::error)
                .containsExactlyInAnyOrder(
                        "IllegalStateException",
                        "NoClassDefFoundError: gone/Away",
                        "StackOverflowError",
                        "it was interrupted",
                        "");
    }

    @Test
    void countsFailedResources() {
        bench.cycle(List.of(SOURCE), List.of(pollster("test", (resources, poll) -> {
            poll.failed(Resource.of("a"), "no such domain");
            poll.emit(sample(Resource.of("b")));
        })));

        assertThat(bench.outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.tally().failures()).isEqualTo(1);
            assertThat(outcome.error()).isEqualTo("no such domain");
        });
    }

    @Test
    void countsAndDropsWhatIsEmittedAfterThePollHasReturned() {
        List<io.nephoscope.api.cycle.Poll> kept = new ArrayList<>();
        bench.cycle(List.of(SOURCE), List.of(pollster("test", (resources, poll) -> kept.add(poll))));

        kept.get(0).emit(sample(Resource.of("a")));
        kept.get(0).emit(sample(Resource.of("b")));
        kept.get(0).blacklist(Resource.of("a"), "late");

        assertThat(bench.batches).isEmpty();
        assertThat(bench.late).hasValue(2);
        assertThat(bench.memory.blacklist().all()).isEmpty();
    }

    @Test
    void tellsThePollstersOfTheCycle() {
        List<Set<String>> seen = new ArrayList<>();
        bench.cycle(
                List.of(SOURCE),
                List.of(pollster("a", (resources, poll) -> seen.add(poll.cycle().pollsters())), pollster("b")));

        assertThat(seen).containsExactly(Set.of("a", "b"));
    }

    @Test
    void saysNothingOfAPollsterWhoseBundleIsGone() {
        PollsterPlugin pollster = pollster("test", new RecordingPollster());
        ((FakeAccess<?>) pollster.access()).gone = true;

        bench.cycle(List.of(SOURCE), List.of(pollster));

        assertThat(bench.outcomes).singleElement().isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void endsEachUse() {
        PollsterPlugin pollster = pollster("test", new RecordingPollster());

        bench.cycle(List.of(SOURCE), List.of(pollster));

        assertThat(((FakeAccess<?>) pollster.access()).uses).hasValue(0);
    }
}
