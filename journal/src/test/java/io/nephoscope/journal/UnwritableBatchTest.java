package io.nephoscope.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.api.sample.Subject;
import io.nephoscope.journal.file.FaultyFolder;
import io.nephoscope.journal.file.FaultyFolder.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A batch that the format has no place for costs itself, and nothing before or behind it. */
class UnwritableBatchTest {

    private static final JournalLimits LIMITS = new JournalLimits(8 << 20, 1 << 20);
    private static final Duration ON_DEMAND = Duration.ofHours(1);

    private final FaultyFolder folder = new FaultyFolder();

    @Test
    void costsItself() throws Exception {
        FileJournal journal = open(new ArrayList<>());
        journal.append(Batches.small(0));
        journal.append(deep());
        journal.append(Batches.small(1));
        journal.force();

        assertThat(journal.status().unwritten()).isZero();
        assertThat(journal.status().trouble()).isEmpty();
        assertThat(journal.status().bad()).isEqualTo(1);
        journal.close();
        assertIsWhole(Batches.small(0, 2));
    }

    @Test
    void costsItselfIfItIsTheFirstOrTheLast() throws Exception {
        FileJournal journal = open(new ArrayList<>());
        journal.append(deep());
        journal.append(deep());
        journal.force();
        journal.append(Batches.small(0));
        journal.append(deep());
        journal.close();

        assertThat(journal.status().bad()).isEqualTo(3);
        assertIsWhole(Batches.small(0, 1));
    }

    @Test
    void costsItselfWhereTheDiskFailsAtTheSameTime() throws Exception {
        for (Step step : List.of(Step.CREATE, Step.WRITE, Step.FORCE, Step.RENAME, Step.TRUNCATE)) {
            folder.names().forEach(folder::remove);
            FileJournal journal = open(new ArrayList<>());
            journal.force();
            folder.faults((failing, name) -> failing == step ? "No space left on device" : null);
            journal.append(Batches.small(0));
            journal.append(deep());
            journal.append(Batches.small(1));
            journal.force();

            folder.faults(FaultyFolder.Faults.NONE);
            journal.force();

            assertThat(journal.status().unwritten()).as("after failed " + step).isZero();
            assertThat(journal.status().bad()).isEqualTo(1);
            journal.close();
            assertIsWhole(Batches.small(0, 2));
        }
    }

    private void assertIsWhole(List<RoutedBatch> expected) throws Exception {
        List<RoutedBatch> found = new ArrayList<>();
        FileJournal journal = open(found);
        journal.close();

        assertThat(found).isEqualTo(expected);
        assertThat(journal.status().bad()).isZero();
        assertThat(journal.status().tornBytes()).isZero();
    }

    private FileJournal open(List<RoutedBatch> found) throws JournalInUseException {
        return FileJournal.open(folder, LIMITS, ON_DEMAND, (position, batch) -> found.add(batch));
    }

    private static RoutedBatch deep() {
        Object value = "deep";
        for (int depth = 0; depth < 600; depth++) {
            value = List.of(value);
        }
        Subject subject = new Subject("deep", Owner.NOBODY, Metadata.of(Map.of("value", value)));
        List<Sample> samples = List.of(Sample.of(Meter.gauge("m", ""), 1, subject));
        return new RoutedBatch(UUID.randomUUID(), "source", "deep", Instant.EPOCH, Instant.EPOCH, samples, List.of());
    }
}
