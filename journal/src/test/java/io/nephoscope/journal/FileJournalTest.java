package io.nephoscope.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {

    private static final JournalLimits LARGE = new JournalLimits(64 << 20, 64 << 20);
    private static final Duration INTERVAL = Duration.ofMillis(5);

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final List<JournalReader.Entry> found = new ArrayList<>();
    private FileJournal journal;

    @BeforeEach
    void open() throws IOException {
        journal = open(LARGE);
    }

    private FileJournal open(JournalLimits limits) throws IOException {
        found.clear();
        return FileJournal.open(
                folder, limits, INTERVAL, (position, batch) -> found.add(new JournalReader.Entry(position, batch)));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void givesPositionsOneAfterTheOther() {
        assertThat(journal.append(Batches.small(0))).isZero();
        assertThat(journal.append(Batches.small(1))).isEqualTo(1);
        assertThat(journal.first()).isZero();
        assertThat(journal.end()).isEqualTo(2);
    }

    @Test
    void readsAtOnceWhatWasAppended() {
        JournalReader reader = journal.reader(0);
        assertThat(reader.next()).isNull();

        journal.append(Batches.small(0));

        assertThat(reader.next()).isEqualTo(new JournalReader.Entry(0, Batches.small(0)));
        assertThat(reader.next()).isNull();
        assertThat(reader.position()).isEqualTo(1);
    }

    @Test
    void findsEverythingWhenItIsOpenedAgain() throws Exception {
        append(0, 1000);
        journal.close();

        journal = open(LARGE);

        assertThat(found).extracting(JournalReader.Entry::batch).isEqualTo(Batches.small(0, 1000));
        assertThat(found)
                .extracting(JournalReader.Entry::position)
                .startsWith(0L, 1L)
                .endsWith(999L);
        assertThat(journal.end()).isEqualTo(1000);
        assertThat(read(500)).isEqualTo(Batches.small(500, 1000));
    }

    @Test
    void goesOnWhereItEndedHoweverOftenItIsOpened() throws Exception {
        for (int i = 0; i < 5; i++) {
            append(10 * i, 10 * i + 10);
            journal.close();
            journal = open(LARGE);
        }

        assertThat(read(0)).isEqualTo(Batches.small(0, 50));
        assertThat(journal.status().bad()).isZero();
        assertThat(journal.status().tornBytes()).isZero();
    }

    @Test
    void readsFromDiskWhatIsNotRecentAnyMore() throws Exception {
        appendMuch(20_000);
        JournalReader reader = journal.reader(0);

        for (int i = 0; i < 20_000; i++) {
            assertThat(next(reader)).isEqualTo(new JournalReader.Entry(i, Batches.small(i)));
        }
        journal.append(Batches.small(20_000));

        assertThat(next(reader)).isEqualTo(new JournalReader.Entry(20_000, Batches.small(20_000)));
        assertThat(reader.next()).isNull();
    }

    @Test
    void deletesSegmentsThatAreReleased() throws Exception {
        appendMuch(30_000);
        long before = journal.status().bytes();

        journal.release(15_000);
        journal.force();

        assertThat(journal.first()).isEqualTo(15_000);
        assertThat(journal.status().bytes()).isLessThan(before);
        assertThat(filesBytes()).isLessThan(before);
        assertThat(read(0)).isEqualTo(Batches.small(15_000, 30_000));
    }

    @Test
    void dropsTheSegmentOfAPosition() throws Exception {
        appendMuch(30_000);

        Positions dropped = journal.drop(0);

        assertThat(dropped.from()).isZero();
        assertThat(dropped.to()).isBetween(100L, 29_000L);
        assertThat(journal.first()).isEqualTo(dropped.to());
        assertThat(journal.drop(0)).isEqualTo(Positions.NONE);
        assertThat(read(0)).isEqualTo(Batches.small((int) dropped.to(), 30_000));
    }

    @Test
    void aReaderGoesOnBehindASegmentThatIsDroppedUnderIt() throws Exception {
        appendMuch(30_000);
        JournalReader reader = journal.reader(0);
        reader.next();

        Positions dropped = journal.drop(0);

        assertThat(next(reader).position()).isEqualTo(dropped.to());
    }

    @Test
    void goesOnAfterTheSegmentThatIsWrittenToIsDropped() throws Exception {
        append(0, 10);
        journal.force();

        Positions dropped = journal.drop(5);
        append(10, 20);
        journal.close();
        journal = open(LARGE);

        assertThat(dropped).isEqualTo(new Positions(0, 10));
        assertThat(read(0)).isEqualTo(Batches.small(10, 20));
    }

    @Test
    void aBatchSurvivesTheEndOfTheProcessBeforeItIsForced() throws Exception {
        journal.setForceInterval(Duration.ofHours(1));
        append(0, 3);

        await().atMost(LONG).untilAsserted(() -> assertThat(written()).isEqualTo(3));
    }

    /** What another process would find. */
    private int written() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        List<RoutedBatch> batches = new ArrayList<>();
        FileJournal.open(copy, LARGE, INTERVAL, (position, batch) -> batches.add(batch))
                .close();
        return batches.size();
    }

    @Test
    void hasNoRoomBeyondTheBoundUntilSomethingGoes() throws Exception {
        journal.close();
        journal = open(new JournalLimits(2 << 20, 1 << 20));

        assertThat(journal.hasRoom()).isTrue();
        int accepted = appendUntilFull();
        assertThat(journal.hasRoom()).isFalse();
        long bytes = journal.status().bytes();
        Positions dropped = journal.drop(journal.roomFrom());

        assertThat(accepted).isGreaterThan(3000);
        assertThat(bytes).isLessThanOrEqualTo(2 << 20);
        assertThat(dropped.from()).isZero();
        assertThat(journal.append(Batches.small(accepted))).isEqualTo(accepted);
    }

    /** It must neither fill up for good nor keep what is released. */
    @Test
    void hasRoomAgainWhenAllIsReleased() throws Exception {
        journal.close();
        journal = open(new JournalLimits(256 << 10, 1 << 20));

        for (int round = 0; round < 5; round++) {
            appendUntilFull();
            journal.release(journal.end());

            assertThat(journal.append(Batches.small(0))).isNotEqualTo(Journal.NO_ROOM);
        }
        assertThat(filesBytes()).isLessThanOrEqualTo(512 << 10);
    }

    @Test
    void takesABatchThatIsLargerThanASegment() throws Exception {
        RoutedBatch large = Batches.large(600 << 10);
        append(0, 1);
        journal.append(large);
        append(1, 2);
        journal.close();

        journal = open(LARGE);

        assertThat(read(0)).containsExactly(Batches.small(0), large, Batches.small(1));
    }

    @Test
    void tellsHowItStands() throws Exception {
        assertThat(journal.status().oldest()).isEqualTo(Instant.MAX);

        append(3, 6);
        journal.force();

        JournalStatus status = journal.status();
        assertThat(status.oldest()).isEqualTo(Batches.small(3).timestamp());
        assertThat(status.unwritten()).isZero();
        assertThat(status.trouble()).isEmpty();
        assertThat(status.bytes()).isEqualTo(1 << 20);
    }

    @Test
    void neverGivesAPositionThatACursorHasPassed() throws Exception {
        journal.close();
        new CursorFile(folder).write(Map.of("amqp", new Cursor(40, List.of(new Positions(45, 50)))));

        journal = open(LARGE);

        assertThat(journal.append(Batches.small(0))).isEqualTo(50);
    }

    @Test
    void isOfOneProcessAtATime() {
        assertThatThrownBy(() -> open(LARGE)).isInstanceOf(JournalInUseException.class);
    }

    @Test
    void canBeOpenedAgainWhenItIsClosed() throws Exception {
        journal.close();
        journal.close();

        journal = open(LARGE);

        assertThat(journal.append(Batches.small(0))).isZero();
    }

    @Test
    void hasNoRoomOnceItIsClosed() {
        journal.close();

        assertThat(journal.append(Batches.small(0))).isEqualTo(Journal.NO_ROOM);
    }

    private void append(int from, int to) {
        for (RoutedBatch batch : Batches.small(from, to)) {
            assertThat(journal.append(batch)).isNotEqualTo(Journal.NO_ROOM);
        }
    }

    /** More than is kept in memory. */
    private void appendMuch(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            if (journal.append(Batches.small(i)) == Journal.NO_ROOM) {
                journal.force();
                assertThat(journal.append(Batches.small(i))).isNotEqualTo(Journal.NO_ROOM);
            }
        }
        journal.force();
    }

    private int appendUntilFull() throws Exception {
        int accepted = 0;
        while (true) {
            if (journal.append(Batches.small(accepted)) == Journal.NO_ROOM) {
                journal.force();
                if (journal.append(Batches.small(accepted)) == Journal.NO_ROOM) {
                    return accepted;
                }
            }
            accepted++;
        }
    }

    private List<RoutedBatch> read(long from) {
        List<RoutedBatch> batches = new ArrayList<>();
        try (JournalReader reader = journal.reader(from)) {
            for (JournalReader.Entry entry = reader.next(); entry != null; entry = reader.next()) {
                batches.add(entry.batch());
            }
        }
        return batches;
    }

    private static JournalReader.Entry next(JournalReader reader) {
        return Objects.requireNonNull(reader.next());
    }

    private long filesBytes() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
