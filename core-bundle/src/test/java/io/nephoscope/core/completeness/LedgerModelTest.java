package io.nephoscope.core.completeness;

import static io.nephoscope.core.completeness.LedgerBench.assertCloses;
import static io.nephoscope.core.completeness.LedgerBench.tally;
import static io.nephoscope.core.fake.Plugins.pollster;
import static io.nephoscope.core.fake.Sources.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.runtime.dto.CompletenessDTO;
import io.nephoscope.api.runtime.dto.SlotsDTO;
import io.nephoscope.core.publish.BatchEnd;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ledger beside a model that remembers all and decides each slot from its whole story, in random orders. */
class LedgerModelTest {

    private static final int STEPS = 300;
    private static final List<Assignment> SERIES = IntStream.range(0, 4)
            .mapToObj(index -> new Assignment(source("s" + index % 2, 60, "*"), pollster("p" + index / 2)))
            .toList();

    /** One slot and all that was told of it. */
    private static final class Story {

        private final Assignment series;
        private final Instant due;
        private final boolean carriedOver;
        private final List<Integer> inStore = new ArrayList<>();
        private final List<BatchEnd> ends = new ArrayList<>();
        private int emitted;
        private Optional<Outcome> outcome = Optional.empty();

        Story(Assignment series, Instant due, boolean carriedOver) {
            this.series = series;
            this.due = due;
            this.carriedOver = carriedOver;
        }

        boolean isOpen() {
            return outcome.isEmpty() && !carriedOver;
        }

        SlotState state() {
            if (isOpen()) {
                return SlotState.PENDING;
            }
            Outcome how = outcome.orElse(new Outcome.Polled(tally(emitted), ""));
            if (!(how instanceof Outcome.Polled)) {
                return SlotState.valueOf(how.kind().name().replace("_TO_POLL", ""));
            }
            Optional<BatchEnd> lost =
                    ends.stream().filter(end -> end != BatchEnd.CONFIRMED).findFirst();
            if (lost.isPresent()) {
                return SlotState.valueOf(lost.get().name());
            }
            if (emitted == 0) {
                return how.error().isEmpty() ? SlotState.NOTHING : SlotState.FAILED;
            }
            return inStore.isEmpty() ? SlotState.CONFIRMED : SlotState.STORED;
        }
    }

    private final LedgerBench bench = new LedgerBench();
    private final List<Story> stories = new ArrayList<>();

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithTheModelAfterEachStep(long seed) {
        Random random = new Random(seed);
        carryOver(random);
        for (int step = 0; step < STEPS; step++) {
            step(random);
            if (step % 50 == 0) {
                bench.timer.advance(Duration.ofMinutes(random.nextInt(90)));
            }
            assertAgrees();
        }
        while (stories.stream().anyMatch(story -> story.isOpen() || !story.inStore.isEmpty())) {
            stories.stream().filter(Story::isOpen).findAny().ifPresent(story -> conclude(story, random));
            stories.stream().filter(story -> !story.inStore.isEmpty()).findAny().ifPresent(story -> end(story, random));
        }
        assertAgrees();
        SlotsDTO slots = bench.slots();
        assertThat(slots.pending).isZero();
        assertThat(slots.stored).isZero();
    }

    private void carryOver(Random random) {
        for (int slot = random.nextInt(5); slot > 0; slot--) {
            Instant due = bench.timer.now().minusSeconds(100L * slot);
            Story story = new Story(any(SERIES, random), due, true);
            stories.add(story);
            for (int batch = 0; batch <= random.nextInt(3); batch++) {
                store(story, random);
            }
        }
    }

    private void step(Random random) {
        switch (random.nextInt(5)) {
            case 0 -> open(random);
            case 1 -> some(Story::isOpen, random).ifPresent(story -> store(story, random));
            case 2 -> some(Story::isOpen, random).ifPresent(story -> conclude(story, random));
            default -> some(story -> !story.inStore.isEmpty(), random).ifPresent(story -> end(story, random));
        }
    }

    private void open(Random random) {
        bench.timer.advance(Duration.ofSeconds(1 + random.nextInt(20)));
        Assignment series = any(SERIES, random);
        stories.add(new Story(series, bench.due(series), false));
    }

    private void store(Story story, Random random) {
        int samples = 1 + random.nextInt(50);
        story.inStore.add(samples);
        story.emitted += samples;
        bench.stored(story.series, story.due, samples);
    }

    private void conclude(Story story, Random random) {
        Outcome.Tally tally = tally(story.emitted);
        Outcome outcome =
                switch (random.nextInt(12)) {
                    case 0 -> new Outcome.Failed(tally, "down");
                    case 1 -> new Outcome.Abandoned(tally, "late");
                    case 2 -> new Outcome.Cancelled(tally);
                    case 3 -> new Outcome.NotOurs();
                    case 4 -> new Outcome.NothingToPoll(tally, false);
                    case 5 -> new Outcome.Polled(tally, "some failed");
                    default -> new Outcome.Polled(tally, "");
                };
        story.outcome = Optional.of(outcome);
        bench.concluded(story.series, story.due, outcome);
    }

    private void end(Story story, Random random) {
        BatchEnd end = random.nextInt(4) > 0 ? BatchEnd.CONFIRMED : any(List.of(BatchEnd.values()), random);
        int samples = story.inStore.remove(random.nextInt(story.inStore.size()));
        story.ends.add(end);
        bench.ended(story.series, story.due, samples, end);
    }

    private Optional<Story> some(java.util.function.Predicate<Story> which, Random random) {
        List<Story> candidates = stories.stream().filter(which).toList();
        return candidates.isEmpty() ? Optional.empty() : Optional.of(any(candidates, random));
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private void assertAgrees() {
        CompletenessDTO report = bench.report();
        assertCloses(report);
        Map<SlotState, Long> expected = new EnumMap<>(SlotState.class);
        stories.forEach(story -> expected.merge(story.state(), 1L, Long::sum));
        assertThat(counts(report.slots)).isEqualTo(expected);
        long inStore = stories.stream()
                .flatMap(story -> story.inStore.stream())
                .mapToLong(Integer::longValue)
                .sum();
        assertThat(report.samples.stored).isEqualTo(inStore);
        CompletenessDTO lately =
                bench.ledger.report(Optional.of(bench.timer.now().minusSeconds(3_000)));
        assertCloses(lately.slots);
    }

    private static Map<SlotState, Long> counts(SlotsDTO slots) {
        Map<SlotState, Long> counts = new EnumMap<>(SlotState.class);
        counts.put(SlotState.PENDING, slots.pending);
        counts.put(SlotState.STORED, slots.stored);
        counts.put(SlotState.CONFIRMED, slots.confirmed);
        counts.put(SlotState.NOTHING, slots.nothing);
        counts.put(SlotState.NOT_OURS, slots.notOurs);
        slots.gaps.forEach((gap, count) -> counts.put(SlotState.of(gap), count));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    /** Pollsters, publishers and readers at once; whoever reads finds all sums closed. */
    @Test
    @Timeout(120)
    void closesForWhoeverReadsWhileManyThreadsWrite() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                long seed = writer;
                writers.add(threads.submit(() -> write(new Random(seed), seed)));
            }
            Future<?> reader = threads.submit(() -> {
                while (!done.get()) {
                    assertCloses(bench.ledger.summary());
                    assertCloses(bench.report());
                }
            });
            for (Future<?> writer : writers) {
                writer.get();
            }
            done.set(true);
            reader.get();
        } finally {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        SlotsDTO slots = bench.slots();
        assertThat(slots.due).isEqualTo(4 * 5_000);
        assertThat(slots.pending + slots.stored).isZero();
        assertCloses(bench.report());
    }

    private void write(Random random, long writer) {
        for (int slot = 0; slot < 5_000; slot++) {
            Assignment series = any(SERIES, random);
            Instant due = bench.timer.now().plusMillis(slot * 10L + writer);
            bench.ledger.due(series, due, 1);
            int batches = random.nextInt(3);
            IntStream.range(0, batches).forEach(batch -> bench.stored(series, due, 5));
            boolean early = random.nextBoolean();
            if (early) {
                IntStream.range(0, batches).forEach(batch -> bench.ended(series, due, 5, BatchEnd.CONFIRMED));
            }
            bench.concluded(series, due, LedgerBench.polled(5 * batches));
            if (!early) {
                IntStream.range(0, batches).forEach(batch -> bench.ended(series, due, 5, BatchEnd.REFUSED));
            }
        }
    }
}
