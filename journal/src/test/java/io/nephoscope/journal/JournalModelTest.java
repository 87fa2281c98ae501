package io.nephoscope.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.journal.file.FaultyFolder;
import io.nephoscope.journal.file.FaultyFolder.Step;
import java.time.Duration;
import java.util.EnumSet;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Anything is done to a journal in any order, on a disk that works and on one on which anything fails now and then. */
class JournalModelTest {

    private static final JournalLimits LIMITS = new JournalLimits(4 << 20, 2 << 20);
    private static final int SEEDS = Integer.getInteger("journal.seeds", 4);
    private static final int OPERATIONS = 120;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Set<Step> WRITING =
            EnumSet.of(Step.CREATE, Step.WRITE, Step.FORCE, Step.TRUNCATE, Step.RENAME, Step.DELETE, Step.FORCE_FOLDER);

    @Test
    void hasWhatWasAppendedAndNotGivenUp() throws Exception {
        for (long seed = 0; seed < SEEDS; seed++) {
            run(seed, EnumSet.noneOf(Step.class));
        }
    }

    @Test
    void losesNothingWhileTheDiskFailsNowAndThen() throws Exception {
        for (long seed = 0; seed < SEEDS; seed++) {
            run(seed, WRITING);
        }
    }

    @Test
    void losesNothingWhileOneKindOfStepFails() throws Exception {
        for (Step step : WRITING) {
            for (long seed = 100; seed < 100 + Math.max(1, SEEDS / 4); seed++) {
                run(seed, EnumSet.of(step));
            }
        }
    }

    private static void run(long seed, Set<Step> failing) throws Exception {
        try {
            new Run(seed, failing).run();
        } catch (AssertionError e) {
            throw new AssertionError("with seed " + seed + " and failing " + failing, e);
        }
    }

    private static final class Run {

        private final Random random;
        private final Set<Step> failing;
        private final FaultyFolder folder = new FaultyFolder();
        private final Random faults;
        private final Batches batches;
        private final Ledger ledger = new Ledger();
        private FileJournal journal;
        private int number;

        Run(long seed, Set<Step> failing) throws Exception {
            this.random = new Random(seed);
            this.faults = new Random(seed);
            this.failing = failing;
            this.batches = Batches.seeded(seed);
            this.journal = open();
        }

        private FileJournal open() throws JournalInUseException {
            return FileJournal.open(folder, LIMITS, Duration.ofMillis(random.nextInt(3)), (position, batch) -> {});
        }

        void run() throws Exception {
            for (int i = 0; i < OPERATIONS; i++) {
                operate();
                if (i % 5 == 0) {
                    ledger.checkRead(journal, journal.first());
                }
            }
            ledger.checkRead(journal, journal.first());
            heal();
            journal.close();
            checkAfter(folder.afterKill());
            checkAfter(folder.afterPowerLoss(random));
        }

        private void operate() throws Exception {
            switch (random.nextInt(21)) {
                case 0 -> ledger.release(journal, journal.first() + random.nextInt(40));
                case 1 -> ledger.drop(journal, journal.first() + random.nextInt(40));
                case 2 -> ledger.drop(journal, journal.roomFrom());
                case 3 -> heal();
                case 4 -> fail();
                case 5 -> reopen();
                case 6 -> ledger.checkRead(journal, journal.first() + random.nextInt(20));
                case 7 -> append(Batches.large(((100 + random.nextInt(200)) << 10) + number++));
                case 8 -> ledger.checkFound(found(folder.afterKill()));
                case 9 -> ledger.checkFound(found(folder.afterPowerLoss(random)));
                default -> appendSome();
            }
        }

        private void appendSome() {
            for (int rest = random.nextInt(30); rest > 0; rest--) {
                append(batches.next());
            }
        }

        private void append(RoutedBatch batch) {
            while (!ledger.append(journal, batch)) {
                ledger.drop(journal, journal.roomFrom());
            }
        }

        private void fail() {
            int often = 1 + random.nextInt(4);
            folder.faults((step, name) -> fault(step, often));
        }

        private @Nullable String fault(Step step, int often) {
            synchronized (faults) {
                return failing.contains(step) && faults.nextInt(often) == 0 ? "No space left on device" : null;
            }
        }

        private void heal() throws InterruptedException {
            folder.faults(FaultyFolder.Faults.NONE);
            ledger.force(journal);
            assertThat(journal.status().unwritten()).isZero();
            // Where there was nothing to force, the next attempt comes by itself.
            await().atMost(LONG).until(() -> journal.status().trouble().isEmpty());
        }

        private void reopen() throws Exception {
            heal();
            journal.close();
            journal = open();
            assertThat(journal.status().bad()).isZero();
            // What shares a segment with others comes back until it is released once more.
            ledger.release(
                    journal,
                    ledger.wanted().isEmpty() ? journal.end() : ledger.wanted().firstKey());
        }

        private void checkAfter(FaultyFolder left) throws Exception {
            NavigableMap<Long, RoutedBatch> found = new TreeMap<>();
            FileJournal next = FileJournal.open(left, LIMITS, Duration.ZERO, found::put);
            next.close();
            assertThat(next.status().bad()).isZero();
            assertThat(found.keySet()).containsAll(ledger.wanted().keySet());
            ledger.wanted().forEach((position, batch) -> assertThat(batch.equals(found.get(position)))
                    .as("the batch at " + position)
                    .isTrue());
            assertThat(found.keySet()).allMatch(position -> position < journal.end());
        }

        private static NavigableMap<Long, RoutedBatch> found(FaultyFolder left) throws Exception {
            NavigableMap<Long, RoutedBatch> found = new TreeMap<>();
            FileJournal.open(left, LIMITS, Duration.ZERO, found::put).close();
            return found;
        }
    }
}
