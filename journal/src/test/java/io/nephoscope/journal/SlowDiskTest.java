package io.nephoscope.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.journal.file.FaultyFolder;
import io.nephoscope.journal.file.FaultyFolder.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A disk that does not answer holds up the one thread that writes, and nobody else. */
@Timeout(120)
class SlowDiskTest {

    private static final JournalLimits LIMITS = new JournalLimits(8 << 20, 1 << 20);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final FaultyFolder folder = new FaultyFolder();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    @AfterEach
    void answer() {
        answer.countDown();
    }

    @Test
    void appendsAndReadsWhileAWriteHangs() throws Exception {
        appendsAndReadsWhileItHangs(Step.WRITE);
    }

    @Test
    void appendsAndReadsWhileAForceHangs() throws Exception {
        appendsAndReadsWhileItHangs(Step.FORCE);
    }

    @Test
    void opensAndAppendsWhileASegmentIsNotMade() throws Exception {
        hang(Step.CREATE);
        FileJournal journal = open();
        reached.await();

        int accepted = appendUntilFull(journal);

        assertThat(accepted).isGreaterThan(100);
        assertThat(read(journal)).isEqualTo(Batches.small(0, accepted));
        answer.countDown();
        journal.close();
        assertThat(foundIn(folder)).isEqualTo(Batches.small(0, accepted));
    }

    private void appendsAndReadsWhileItHangs(Step step) throws Exception {
        FileJournal journal = open();
        journal.force();
        hang(step);
        journal.append(Batches.small(0));
        reached.await();

        int accepted = 1 + appendUntilFull(journal, 1);
        journal.release(3);
        Positions dropped = journal.drop(accepted - 1L);
        boolean again = journal.append(Batches.small(accepted)) != Journal.NO_ROOM;

        assertThat(accepted).isGreaterThan(100);
        assertThat(dropped).isEqualTo(new Positions(accepted - 1L, accepted));
        assertThat(again).isTrue();
        assertThat(journal.status().unwritten()).isEqualTo(accepted - 3);
        List<RoutedBatch> left = new ArrayList<>(Batches.small(3, accepted - 1));
        left.add(Batches.small(accepted));
        assertThat(read(journal)).isEqualTo(left);
        answer.countDown();
        await().atMost(LONG).until(() -> journal.status().unwritten() == 0);
        journal.close();
        assertThat(foundIn(folder)).endsWith(left.toArray(RoutedBatch[]::new));
    }

    /** The batch that has no room in it any more is on its way to the next one. */
    @Test
    void whatIsDroppedWithASegmentThatIsBeingEndedDoesNotComeBack() throws Exception {
        FileJournal journal = open();
        journal.append(Batches.large(200 << 10));
        journal.force();
        hang(Step.TRUNCATE);
        journal.append(Batches.large(201 << 10));
        reached.await();

        Positions dropped = journal.drop(0);
        journal.append(Batches.small(2));

        answer.countDown();
        journal.force();
        assertThat(dropped).isEqualTo(new Positions(0, 2));
        assertThat(read(journal))
                .extracting(RoutedBatch::id)
                .containsExactly(Batches.small(2).id());
        journal.close();
        assertThat(foundIn(folder))
                .extracting(RoutedBatch::id)
                .containsExactly(Batches.small(2).id());
    }

    @Test
    void closesWithoutADiskThatHangsAndLeavesTheFolderOnceItHasAnswered() throws Exception {
        FileJournal journal = open();
        journal.force();
        hang(Step.WRITE);
        journal.append(Batches.small(0));
        reached.await();

        journal.close(Duration.ofMillis(20));

        assertThat(folder.isClosed()).isFalse();
        assertThat(journal.append(Batches.small(1))).isEqualTo(Journal.NO_ROOM);
        answer.countDown();
        await().atMost(LONG).until(folder::isClosed);
        assertThat(foundIn(folder)).containsExactly(Batches.small(0));
    }

    @Test
    void writesWhatWaitsOnceMoreWhereWhatWasUnderWayFailedAfterTheEnd() throws Exception {
        FileJournal journal = open();
        journal.force();
        AtomicInteger writes = new AtomicInteger();
        folder.faults(
                (step, name) -> step == Step.WRITE && writes.incrementAndGet() == 1 ? "Input/output error" : null);
        hang(Step.WRITE);
        journal.append(Batches.small(0));
        reached.await();

        journal.close(Duration.ofMillis(20));
        answer.countDown();

        await().atMost(LONG).until(folder::isClosed);
        assertThat(journal.status().unwritten()).isZero();
        assertThat(foundIn(folder)).containsExactly(Batches.small(0));
    }

    /** From now on a step does not end. The folder's own lock is not held meanwhile: a disk answers others. */
    private void hang(Step hanging) {
        folder.delays(step -> {
            if (step == hanging) {
                reached.countDown();
                answer.await();
            }
        });
    }

    private FileJournal open() throws JournalInUseException {
        return FileJournal.open(folder, LIMITS, Duration.ZERO, (position, batch) -> {});
    }

    private static int appendUntilFull(FileJournal journal) {
        return appendUntilFull(journal, 0);
    }

    private static int appendUntilFull(FileJournal journal, int first) {
        int number = first;
        while (journal.append(Batches.small(number)) != Journal.NO_ROOM) {
            number++;
        }
        return number - first;
    }

    private static List<RoutedBatch> read(FileJournal journal) {
        List<RoutedBatch> batches = new ArrayList<>();
        try (JournalReader reader = journal.reader(0)) {
            for (JournalReader.Entry entry = reader.next(); entry != null; entry = reader.next()) {
                batches.add(entry.batch());
            }
        }
        return batches;
    }

    private static List<RoutedBatch> foundIn(FaultyFolder left) throws Exception {
        List<RoutedBatch> batches = new ArrayList<>();
        FileJournal.open(left.afterKill(), LIMITS, Duration.ZERO, (position, batch) -> batches.add(batch))
                .close();
        return batches;
    }
}
