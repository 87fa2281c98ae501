package io.nephoscope.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.journal.file.FaultyFolder;
import io.nephoscope.journal.file.FaultyFolder.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A segment on which something failed, and which cannot be cut then. */
class DeadSegmentsTest {

    private static final JournalLimits LIMITS = new JournalLimits(8 << 20, 1 << 20);
    private static final Duration ON_DEMAND = Duration.ofHours(1);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String ERROR = "Input/output error";
    private static final String DEAD = "0000000001.journal";
    private static final String END = "0000000001.journal.end";
    private static final List<RoutedBatch> LEFT = List.of(Batches.small(0), Batches.small(2));

    private final FaultyFolder folder = new FaultyFolder();
    private JournalStatus status = new JournalStatus(0, 0, Instant.MAX, "", 0, 0);

    @ParameterizedTest
    @EnumSource(names = {"WRITE", "FORCE"})
    void whatWasGivenUpDoesNotComeBackWhereTheCutFailsOnce(Step step) throws Exception {
        AtomicInteger cuts = new AtomicInteger();
        FileJournal journal = dieAndDrop((next, name) ->
                next == step || next == Step.CREATE || (next == Step.TRUNCATE && cuts.incrementAndGet() == 1)
                        ? ERROR
                        : null);
        folder.faults(FaultyFolder.Faults.NONE);

        journal.force();

        assertThat(cuts).hasValueGreaterThanOrEqualTo(1);
        assertThat(folder.names()).contains(DEAD).doesNotContain(END);
        assertThat(foundIn(folder.afterKill())).isEqualTo(LEFT);
        journal.close();
        assertThat(foundIn(folder.afterPowerLoss(new Random(1)))).isEqualTo(LEFT);
    }

    @ParameterizedTest
    @EnumSource(names = {"WRITE", "FORCE"})
    void whatWasGivenUpDoesNotComeBackWhereTheCutFailsUntilTheJournalIsClosed(Step step) throws Exception {
        FileJournal journal = dieAndDrop(failing(EnumSet.of(step, Step.CREATE, Step.TRUNCATE)));
        folder.faults(failing(EnumSet.of(Step.TRUNCATE)));

        journal.close();

        folder.faults(FaultyFolder.Faults.NONE);
        assertThat(folder.names()).contains(DEAD, END);
        assertThat(foundIn(folder.afterKill())).isEqualTo(LEFT);
        assertThat(foundIn(folder.afterPowerLoss(new Random(1)))).isEqualTo(LEFT);
    }

    @ParameterizedTest
    @EnumSource(names = {"WRITE", "FORCE"})
    void whatWasGivenUpDoesNotComeBackWhereTheCutFailsAcrossAKillToo(Step step) throws Exception {
        FileJournal journal = dieAndDrop(failing(EnumSet.of(step, Step.CREATE, Step.TRUNCATE)));
        folder.faults(failing(EnumSet.of(Step.TRUNCATE)));
        journal.force();
        FaultyFolder next = folder.afterKill();

        for (int start = 0; start < 3; start++) {
            next.faults(failing(EnumSet.of(Step.TRUNCATE)));
            assertThat(foundIn(next)).isEqualTo(LEFT);
        }

        next.faults(FaultyFolder.Faults.NONE);
        assertThat(foundIn(next)).isEqualTo(LEFT);
        assertThat(next.bytes(DEAD)).hasSizeLessThan(1000);
        close(journal);
    }

    /** Nothing tells the next process what was given up: a batch twice is better than none. */
    @Test
    void nothingIsLostWhereTheDiskTakesNothingUntilTheEnd() throws Exception {
        FileJournal journal = dieAndDrop(failing(EnumSet.of(Step.FORCE, Step.CREATE, Step.TRUNCATE)));
        journal.close();
        folder.faults(FaultyFolder.Faults.NONE);

        assertThat(foundIn(folder)).isEqualTo(Batches.small(0, 3));
    }

    @Test
    void aTornTailThatCannotBeCutAtTheStartIsNotToldAsABadRecord() throws Exception {
        FaultyFolder torn = torn();
        torn.faults(failing(EnumSet.of(Step.TRUNCATE)));

        FileJournal journal = open(torn, new ArrayList<>());

        assertThat(journal.status().tornBytes()).isPositive();
        goOnWithoutTheNextSegment(journal);
        assertThat(torn.names()).contains(DEAD, END);
        assertNothingBad(torn);
    }

    @Test
    void aTornTailThatCanNeitherBeCutNorMarkedAtTheStartIsMarkedBeforeAnythingIsWritten() throws Exception {
        FaultyFolder torn = torn();
        torn.faults(failing(EnumSet.of(Step.TRUNCATE, Step.CREATE, Step.FORCE)));
        FileJournal journal = open(torn, new ArrayList<>());
        journal.append(Batches.small(7));
        journal.force();
        assertThat(torn.names()).containsExactly(DEAD);
        torn.faults(failing(EnumSet.of(Step.TRUNCATE)));
        journal.force();
        journal.drop(1);

        goOnWithoutTheNextSegment(journal);

        assertThat(torn.names()).contains(DEAD, END);
        assertNothingBad(torn);
    }

    @Test
    void aTornTailOfAFolderThatIsReadLaterIsNotToldAsABadRecord() throws Exception {
        FaultyFolder torn = torn();
        torn.faults(failing(EnumSet.allOf(Step.class)));
        List<RoutedBatch> found = new ArrayList<>();
        FileJournal journal = open(torn, found);
        torn.faults(failing(EnumSet.of(Step.TRUNCATE, Step.DELETE)));

        await().atMost(LONG).until(() -> torn.names().contains("0000000002.journal"));

        assertThat(torn.names()).contains(DEAD, END);
        assertNothingBad(torn.afterKill());
        torn.faults(FaultyFolder.Faults.NONE);
        journal.force();
        journal.close();
        assertThat(found).containsExactly(Batches.small(0));
        assertThat(torn.names()).doesNotContain(DEAD, END);
    }

    @Test
    void losesNothingThatWasSafeAndBringsNothingBackWhereverTheProcessDies() throws Exception {
        boolean dead = true;
        for (long step = 1; dead; step++) {
            FaultyFolder dying = new FaultyFolder();
            dying.dieAt(step);
            Ledger ledger = new Ledger();
            boolean givenUp = workWithFaults(dying, ledger);
            dead = dying.isDead();

            FaultyFolder left = dying.afterKill();
            checkFound(left.afterKill(), ledger, givenUp);
            left.faults(failing(EnumSet.of(Step.TRUNCATE)));
            left.dieAt(step % 17);
            foundIn(left);
            checkFound(left.afterKill(), ledger, givenUp);
            ledger.checkFound(positions(dying.afterPowerLoss(new Random(step))));
        }
    }

    @Test
    void anEndThatIsDamagedCountsForNothing() throws Exception {
        dieAndDrop(failing(EnumSet.of(Step.FORCE, Step.CREATE, Step.TRUNCATE)));
        folder.faults(failing(EnumSet.of(Step.TRUNCATE)));
        await().atMost(LONG).until(() -> folder.names().contains("0000000002.journal"));
        FaultyFolder left = folder.afterKill();
        byte[] end = left.bytes(END);

        for (int bit = 0; bit < 8 * end.length; bit++) {
            byte[] flipped = end.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            FaultyFolder damaged = left.afterKill();
            damaged.replace(END, flipped);

            assertThat(foundIn(damaged)).as("bit " + bit).startsWith(Batches.small(0));
            assertThat(status.bad()).isZero();
        }
    }

    @Test
    void anEndIsDeletedWithItsSegment() throws Exception {
        FileJournal journal = dieAndDrop(failing(EnumSet.of(Step.FORCE, Step.CREATE, Step.TRUNCATE)));
        folder.faults(failing(EnumSet.of(Step.TRUNCATE)));
        journal.force();
        assertThat(folder.names()).contains(DEAD, END);

        journal.release(1);
        journal.force();

        assertThat(folder.names()).doesNotContain(DEAD, END);
        assertThat(read(journal)).containsExactly(Batches.small(2));
        journal.close();
    }

    /** It must not be taken for that of a segment to come. */
    @Test
    void anEndWithoutASegmentIsDeletedAndItsSequenceNotUsedAgain() throws Exception {
        folder.replace(END, new byte[32]);
        folder.faults(failing(EnumSet.of(Step.DELETE)));
        FileJournal journal = open(folder, new ArrayList<>());
        journal.append(Batches.small(0));
        journal.force();
        assertThat(folder.names()).containsExactly(END, "0000000002.journal");
        journal.close();
        folder.faults(FaultyFolder.Faults.NONE);

        assertThat(foundIn(folder)).containsExactly(Batches.small(0));
        assertThat(folder.names()).doesNotContain(END);
    }

    /**
     * One batch is safe, and two are when something fails, of which the first is given up before anything else can be written.
     */
    private FileJournal dieAndDrop(FaultyFolder.Faults faults) throws Exception {
        FileJournal journal = open(folder, new ArrayList<>());
        journal.append(Batches.small(0));
        journal.force();
        folder.faults(faults);
        journal.append(Batches.small(1));
        journal.append(Batches.small(2));
        journal.force();
        assertThat(journal.drop(1)).isEqualTo(new Positions(1, 2));
        assertThat(folder.names()).containsExactly(DEAD);
        return journal;
    }

    /** What a process leaves that ended when the last of two batches was not written whole, and could not be cut. */
    private FaultyFolder torn() throws Exception {
        FileJournal journal = open(folder, new ArrayList<>());
        journal.append(Batches.small(0));
        journal.force();
        folder.faults(failing(EnumSet.of(Step.WRITE, Step.CREATE, Step.TRUNCATE)));
        journal.append(Batches.small(1));
        journal.force();
        FaultyFolder torn = folder.afterKill();
        close(journal);
        return torn;
    }

    private void close(FileJournal journal) {
        folder.faults(FaultyFolder.Faults.NONE);
        journal.close();
    }

    /** Gives up the first segment that is made from now on: the one after it begins behind a gap. */
    private static void goOnWithoutTheNextSegment(FileJournal journal) throws Exception {
        long position = journal.append(Batches.large(200 << 10));
        journal.append(Batches.large(201 << 10));
        journal.force();
        journal.drop(position);
        journal.force();
        assertThat(journal.status().unwritten()).isZero();
        journal.close();
    }

    private void assertNothingBad(FaultyFolder left) throws Exception {
        foundIn(left);

        assertThat(status.bad()).isZero();
        assertThat(status.tornBytes()).isZero();
        assertThat(left.names()).noneMatch(name -> name.startsWith("bad/"));
    }

    /** Returns whether a batch was given up before others were made safe. */
    private static boolean workWithFaults(FaultyFolder folder, Ledger ledger) throws Exception {
        FileJournal journal = open(folder, new ArrayList<>());
        ledger.append(journal, Batches.small(0));
        ledger.force(journal);
        Set<Step> failing = EnumSet.of(Step.TRUNCATE, Step.CREATE, Step.FORCE);
        folder.faults(failing(failing));
        ledger.append(journal, Batches.small(1));
        ledger.append(journal, Batches.small(2));
        ledger.force(journal);
        ledger.drop(journal, 1);
        folder.faults(failing(EnumSet.of(Step.TRUNCATE)));
        ledger.force(journal);
        // Where the process died before anything failed on the segment, all of it was dropped, and could not be
        // deleted.
        boolean givenUp = ledger.wanted().containsKey(2L) && journal.status().unwritten() == 0;
        ledger.append(journal, Batches.small(3));
        ledger.force(journal);
        journal.close();
        return givenUp;
    }

    private void checkFound(FaultyFolder left, Ledger ledger, boolean givenUp) throws Exception {
        NavigableMap<Long, RoutedBatch> found = positions(left);

        ledger.checkFound(found);
        assertThat(status.bad()).isZero();
        if (givenUp) {
            assertThat(found.values()).doesNotContain(Batches.small(1));
        }
    }

    private static FaultyFolder.Faults failing(Set<Step> steps) {
        return (step, name) -> steps.contains(step) ? ERROR : null;
    }

    private static FileJournal open(FaultyFolder folder, List<RoutedBatch> found) throws JournalInUseException {
        return FileJournal.open(folder, LIMITS, ON_DEMAND, (position, batch) -> found.add(batch));
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

    private List<RoutedBatch> foundIn(FaultyFolder left) throws Exception {
        return List.copyOf(positions(left).values());
    }

    /** Opens a journal and closes it. */
    private NavigableMap<Long, RoutedBatch> positions(FaultyFolder left) throws Exception {
        NavigableMap<Long, RoutedBatch> found = new TreeMap<>();
        FileJournal journal = FileJournal.open(left, LIMITS, ON_DEMAND, found::put);
        status = journal.status();
        journal.close();
        return found;
    }
}
