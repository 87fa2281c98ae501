package io.nephoscope.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nephoscope.journal.file.FaultyFolder;
import io.nephoscope.journal.file.FaultyFolder.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The disk does not do what it should. */
class JournalFaultsTest {

    private static final JournalLimits LIMITS = new JournalLimits(8 << 20, 1 << 20);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final FaultyFolder folder = new FaultyFolder();
    private final NavigableMap<Long, RoutedBatch> found = new TreeMap<>();
    private final List<FileJournal> opened = new ArrayList<>();

    @AfterEach
    void close() {
        folder.faults(FaultyFolder.Faults.NONE);
        opened.forEach(FileJournal::close);
    }

    private FileJournal open() throws JournalInUseException {
        synchronized (found) {
            found.clear();
        }
        FileJournal journal = FileJournal.open(folder, LIMITS, Duration.ZERO, this::found);
        opened.add(journal);
        return journal;
    }

    private void found(long position, RoutedBatch batch) {
        synchronized (found) {
            found.put(position, batch);
        }
    }

    private void fail(Set<Step> steps, String message) {
        folder.faults((step, name) -> steps.contains(step) ? message : null);
    }

    @Test
    void keepsInMemoryWhatAFullDiskDoesNotTake() throws Exception {
        FileJournal journal = open();
        journal.append(Batches.small(0));
        journal.force();
        fail(EnumSet.of(Step.WRITE), "No space left on device");

        journal.append(Batches.small(1));
        journal.force();

        assertThat(journal.status().trouble()).isEqualTo("cannot write to memory: No space left on device");
        assertThat(journal.status().unwritten()).isEqualTo(1);
        assertThat(read(journal)).isEqualTo(Batches.small(0, 2));
    }

    @Test
    void goesBackToTheDiskByItself() throws Exception {
        FileJournal journal = open();
        fail(EnumSet.allOf(Step.class), "Input/output error");
        for (int i = 0; i < 10; i++) {
            journal.append(Batches.small(i));
        }
        await().atMost(LONG).until(() -> !journal.status().trouble().isEmpty());

        folder.faults(FaultyFolder.Faults.NONE);

        await().atMost(LONG).until(() -> journal.status().unwritten() == 0);
        assertThat(journal.status().trouble()).isEmpty();
        assertThat(foundIn(folder.afterKill())).isEqualTo(Batches.small(0, 10));
    }

    @Test
    void neverForcesASegmentAgainOnWhichAForceFailed() throws Exception {
        FileJournal journal = open();
        journal.append(Batches.small(0));
        journal.force();
        String dead = segments().get(0) + ".new";
        List<String> forced = new ArrayList<>();
        folder.faults((step, name) -> {
            if (step == Step.FORCE) {
                forced.add(name);
            }
            return step == Step.FORCE && name.equals(dead) ? "Input/output error" : null;
        });

        for (int i = 1; i < 5; i++) {
            journal.append(Batches.small(i));
            journal.force();
            journal.force();
        }

        assertThat(forced).containsOnlyOnce(dead);
        assertThat(journal.status().unwritten()).isZero();
        assertThat(read(journal)).isEqualTo(Batches.small(0, 5));
        assertThat(foundIn(folder.afterPowerLoss(new Random(1)))).isEqualTo(Batches.small(0, 5));
    }

    @Test
    void hasNoRoomWhenMemoryIsFullAndSaysWhereToMakeSome() throws Exception {
        FileJournal journal = open();
        journal.append(Batches.small(0));
        journal.force();
        fail(EnumSet.of(Step.WRITE, Step.CREATE), "Read-only file system");
        int accepted = 1;
        while (journal.append(Batches.small(accepted)) != Journal.NO_ROOM) {
            accepted++;
        }

        long full = journal.roomFrom();
        Positions dropped = journal.drop(full);
        while (journal.append(Batches.small(accepted)) == Journal.NO_ROOM) {
            journal.drop(journal.roomFrom());
        }

        assertThat(full).isPositive();
        assertThat(dropped).isEqualTo(new Positions(full, full + 1));
        assertThat(journal.first()).isZero();
        assertThat(read(journal)).startsWith(Batches.small(0)).endsWith(Batches.small(accepted));
    }

    @Test
    void neverWritesWhatWasGivenUpWhileTheDiskTookNothing() throws Exception {
        FileJournal journal = open();
        fail(EnumSet.of(Step.WRITE, Step.CREATE), "No space left on device");
        for (int i = 0; i < 5; i++) {
            journal.append(Batches.small(i));
        }
        journal.force();

        journal.release(1);
        Positions dropped = journal.drop(3);
        Positions again = journal.drop(3);
        folder.faults(FaultyFolder.Faults.NONE);
        journal.force();

        List<RoutedBatch> left = List.of(Batches.small(1), Batches.small(2), Batches.small(4));
        assertThat(dropped).isEqualTo(new Positions(3, 4));
        assertThat(again).isEqualTo(Positions.NONE);
        assertThat(read(journal)).isEqualTo(left);
        assertThat(foundIn(folder.afterKill())).isEqualTo(left);
    }

    @Test
    void opensWhereTheFolderCannotBeMade() throws Exception {
        fail(EnumSet.allOf(Step.class), "Permission denied");

        FileJournal journal = open();
        journal.append(Batches.small(0));
        journal.force();

        assertThat(journal.status().trouble()).contains("Permission denied");
        assertThat(read(journal)).containsExactly(Batches.small(0));
    }

    @Test
    void takesUpLaterWhatItCouldNotReadAtFirst() throws Exception {
        writeAndClose(0, 10);
        fail(EnumSet.allOf(Step.class), "Permission denied");
        FileJournal journal = open();
        long position = journal.append(Batches.small(10));
        assertThat(found).isEmpty();

        folder.faults(FaultyFolder.Faults.NONE);
        awaitFound(10);
        journal.force();

        assertThat(position).isGreaterThan(1L << 40);
        assertThat(List.copyOf(found.values())).isEqualTo(Batches.small(0, 10));
        assertThat(found.firstKey()).isEqualTo(position + 1);
        assertThat(read(journal)).startsWith(Batches.small(10)).hasSize(11);
        assertThat(foundIn(folder.afterKill())).hasSize(11);
    }

    @Test
    void takesUpLaterNothingThatEveryPublisherWasDoneWith() throws Exception {
        writeAndClose(0, 10);
        new CursorFile(folder).write(Map.of("a", new Cursor(4, List.of()), "b", new Cursor(6, List.of())));
        fail(EnumSet.allOf(Step.class), "Permission denied");
        FileJournal journal = open();

        folder.faults(FaultyFolder.Faults.NONE);
        journal.append(Batches.small(10));
        awaitFound(6);
        journal.force();

        assertThat(List.copyOf(found.values())).isEqualTo(Batches.small(4, 10));
    }

    private void awaitFound(int count) {
        await().atMost(LONG).until(() -> {
            synchronized (found) {
                return found.size() >= count;
            }
        });
    }

    @Test
    void readsFromADiskThatCannotBeWritten() throws Exception {
        writeAndClose(0, 10);
        fail(
                EnumSet.of(Step.CLAIM, Step.CREATE, Step.WRITE, Step.TRUNCATE, Step.DELETE, Step.FORCE_FOLDER),
                "Read-only file system");

        FileJournal journal = open();
        journal.append(Batches.small(10));

        assertThat(List.copyOf(found.values())).isEqualTo(Batches.small(0, 10));
        assertThat(read(journal)).isEqualTo(Batches.small(0, 11));
    }

    @Test
    void writesAlsoWhileNothingCanBeDeleted() throws Exception {
        writeAndClose(0, 10);
        FileJournal journal = open();
        fail(EnumSet.of(Step.DELETE), "Operation not permitted");

        journal.release(10);
        journal.append(Batches.small(10));
        journal.force();

        assertThat(journal.status().trouble()).isEqualTo("cannot delete from memory: Operation not permitted");
        assertThat(journal.status().unwritten()).isZero();
        folder.faults(FaultyFolder.Faults.NONE);
        journal.force();
        assertThat(journal.status().trouble()).isEmpty();
        assertThat(segments()).hasSize(1);
    }

    /** More than one attempt takes at once. */
    @Test
    void writesAllThatWaitsAtTheEndAlsoWhileNothingCanBeDeleted() throws Exception {
        writeAndClose(0, 10);
        FileJournal journal = open();
        fail(EnumSet.of(Step.DELETE, Step.CREATE, Step.WRITE), "Operation not permitted");
        int end = 10;
        while (journal.append(Batches.small(end)) != Journal.NO_ROOM) {
            end++;
        }
        journal.release(10);
        journal.force();
        fail(EnumSet.of(Step.DELETE), "Operation not permitted");

        journal.close();

        assertThat(journal.status().unwritten()).isZero();
        assertThat(foundIn(folder.afterKill())).isEqualTo(Batches.small(0, end));
    }

    @Test
    void givesUpABlockThatCannotBeRead() throws Exception {
        writeAndClose(0, 1000);
        folder.faults((step, name) -> step == Step.READ && covers(name, 5) ? "Input/output error" : null);

        FileJournal journal = open();

        assertThat(found.size()).isBetween(900, 999);
        assertThat(journal.status().bad()).isEqualTo(1000 - found.size());
    }

    @Test
    void givesUpABlockThatCannotBeReadAnyMoreAfterAWhile() throws Exception {
        writeAndClose(0, 1000);
        FileJournal journal = open();
        folder.faults((step, name) -> step == Step.READ && covers(name, 5) ? "Input/output error" : null);

        List<RoutedBatch> read = new ArrayList<>();
        try (JournalReader reader = journal.reader(0, Duration.ofMillis(1))) {
            await().atMost(LONG).until(() -> {
                readInto(read, reader);
                return reader.position() == 1000;
            });
        }

        assertThat(read.size()).isBetween(900, 999);
        assertThat(journal.status().bad()).isEqualTo(1000 - read.size());
    }

    @Test
    void givesUpNothingWhileTheDiskIsAway() throws Exception {
        writeAndClose(0, 1000);
        FileJournal journal = open();
        List<RoutedBatch> read = new ArrayList<>();
        JournalReader reader = journal.reader(0, Duration.ofNanos(1));
        read.add(next(reader));
        fail(EnumSet.allOf(Step.class), "No such device");

        for (int i = 0; i < 1000; i++) {
            readInto(read, reader);
        }
        folder.faults(FaultyFolder.Faults.NONE);
        readInto(read, reader);

        assertThat(read).isEqualTo(Batches.small(0, 1000));
        assertThat(journal.status().bad()).isZero();
    }

    @Test
    void passesOverASegmentThatSomebodyDeleted() throws Exception {
        writeAndClose(0, 10);
        writeAndClose(10, 20);
        FileJournal journal = open();
        folder.delete(segments().get(0));

        List<RoutedBatch> read = new ArrayList<>();
        try (JournalReader reader = journal.reader(0, Duration.ofMillis(1))) {
            await().atMost(LONG).until(() -> {
                readInto(read, reader);
                return reader.position() == 20;
            });
        }

        assertThat(read).isEqualTo(Batches.small(10, 20));
        assertThat(journal.status().bad()).isEqualTo(10);
    }

    @Test
    void refusesAFolderThatAnotherProcessUses() {
        folder.faults((step, name) -> step == Step.CLAIM ? FaultyFolder.IN_USE : null);

        assertThatThrownBy(this::open).isInstanceOf(JournalInUseException.class);
    }

    @Test
    void writesNothingWhereAnotherProcessHasTakenTheFolderMeanwhile() throws Exception {
        fail(EnumSet.allOf(Step.class), "Permission denied");
        FileJournal journal = open();
        folder.faults((step, name) -> step == Step.CLAIM ? FaultyFolder.IN_USE : null);

        journal.append(Batches.small(0));
        journal.force();

        assertThat(journal.status().trouble()).contains("is in use by another process");
        assertThat(folder.names()).isEmpty();
        folder.faults(FaultyFolder.Faults.NONE);
        journal.force();
        assertThat(journal.status().trouble()).isEmpty();
    }

    private static boolean covers(String read, int block) {
        String[] blocks = read.substring(read.indexOf('@') + 1).split("-", -1);
        return Integer.parseInt(blocks[0]) <= block && block <= Integer.parseInt(blocks[1]);
    }

    private void writeAndClose(int from, int to) throws Exception {
        FileJournal journal = open();
        Batches.small(from, to).forEach(journal::append);
        journal.close();
    }

    private List<String> segments() {
        return folder.names().stream().filter(name -> name.endsWith(".journal")).collect(Collectors.toList());
    }

    private static List<RoutedBatch> read(FileJournal journal) {
        List<RoutedBatch> batches = new ArrayList<>();
        try (JournalReader reader = journal.reader(0)) {
            readInto(batches, reader);
        }
        return batches;
    }

    private static void readInto(List<RoutedBatch> batches, JournalReader reader) {
        for (JournalReader.Entry entry = reader.next(); entry != null; entry = reader.next()) {
            batches.add(entry.batch());
        }
    }

    private static RoutedBatch next(JournalReader reader) {
        return Objects.requireNonNull(reader.next()).batch();
    }

    private static List<RoutedBatch> foundIn(FaultyFolder left) throws Exception {
        List<RoutedBatch> batches = new ArrayList<>();
        FileJournal.open(left, LIMITS, Duration.ZERO, (position, batch) -> batches.add(batch))
                .close();
        return batches;
    }
}
