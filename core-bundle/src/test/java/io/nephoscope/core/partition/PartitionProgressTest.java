package io.nephoscope.core.partition;

import static io.nephoscope.core.fake.Plugins.pollster;
import static io.nephoscope.core.fake.Sources.polling;
import static io.nephoscope.core.fake.Sources.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.partition.Share;
import io.nephoscope.core.fake.FakePartitioner;
import io.nephoscope.core.publish.HeldSamples;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.Outcome;
import io.nephoscope.core.schedule.Sharing;
import io.nephoscope.core.schedule.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionProgressTest {

    private static final Instant DUE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Assignment CPU = new Assignment(polling(source("s", 60, "*"), "a"), pollster("cpu"));
    private static final Outcome WELL = new Outcome.Polled(Outcome.Tally.NOTHING, "");

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger held = new AtomicInteger();
    private boolean alone;

    private final HeldSamples store = new HeldSamples() {

        @Override
        public boolean isLasting() {
            return true;
        }

        @Override
        public void force() {
            told.add("forced");
        }

        @Override
        public boolean review() {
            return held.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        }
    };

    private final Sharing sharing = new Sharing() {

        @Override
        public Optional<Share> share() {
            return alone ? Optional.empty() : Optional.of(new FakePartitioner().share());
        }

        @Override
        public boolean concerns(Assignment assignment) {
            return assignment.pollster().name().equals("cpu");
        }
    };

    private final PartitionProgress progress =
            new PartitionProgress(sharing, (name, due) -> told.add(name.series() + " until " + due), store);

    @BeforeEach
    void start() {
        progress.start();
    }

    @AfterEach
    void stop() {
        progress.stop();
    }

    @Test
    void tellsADueTimeOnceAllItsSlotsAreOverAndTheirSamplesAreSafe() {
        Slot first = Slot.open(CPU, DUE, progress);
        Slot late = Slot.open(CPU, DUE.plusNanos(1_000), progress);

        first.conclude(WELL);
        assertThat(told).isEmpty();
        late.conclude(new Outcome.NotOurs());

        await().until(() -> told.size() == 2);
        assertThat(told).containsExactly("forced", "s/cpu until " + DUE);
    }

    @Test
    void leavesOpenWhatWasCancelled() {
        Slot.open(CPU, DUE, progress).conclude(new Outcome.Cancelled(Outcome.Tally.NOTHING));
        Slot.open(CPU, DUE.plusSeconds(60), progress).conclude(WELL);

        await().until(() -> told.contains("s/cpu until " + DUE.plusSeconds(60)));
        assertThat(told).doesNotContain("s/cpu until " + DUE);
    }

    @Test
    void tellsNothingOfWhatIsNotSharedOut() {
        Slot.open(new Assignment(source("s", 60, "*"), pollster("host")), DUE, progress)
                .conclude(WELL);
        alone = true;
        Slot.open(CPU, DUE, progress).conclude(WELL);
        alone = false;
        Slot.open(CPU, DUE.plusSeconds(60), progress).conclude(WELL);

        await().until(() -> told.contains("s/cpu until " + DUE.plusSeconds(60)));
        assertThat(told).hasSize(2);
    }

    @Test
    void looksAgainAsLongAsSomethingIsHeld() {
        held.set(5);

        progress.look();

        await().until(() -> held.get() == 0);
    }
}
