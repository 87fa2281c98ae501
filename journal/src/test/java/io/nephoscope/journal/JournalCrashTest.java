package io.nephoscope.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.journal.file.FaultyFolder;
import io.nephoscope.journal.file.FaultyFolder.Step;
import java.time.Duration;
import java.util.EnumSet;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The process dies, or the power is lost, at each step that the journal does on the disk. */
class JournalCrashTest {

    private static final JournalLimits LIMITS = new JournalLimits(8 << 20, 16 << 20);
    private static final Duration ON_DEMAND = Duration.ofHours(1);
    private static final int POWER_LOSSES = 4;

    @Test
    void keepsAllThatWasSafeWhereverItDies() throws Exception {
        Set<Step> died = EnumSet.noneOf(Step.class);
        boolean dead = true;
        for (long step = 1; dead; step++) {
            FaultyFolder folder = new FaultyFolder();
            Ledger ledger = new Ledger();
            folder.dieAt(step);
            work(folder, ledger);
            dead = folder.isDead();
            folder.diedAt().ifPresent(died::add);

            ledger.checkFound(found(folder.afterKill()));
            for (int seed = 0; seed < POWER_LOSSES; seed++) {
                ledger.checkFound(found(folder.afterPowerLoss(new Random(seed))));
            }
        }
        assertThat(died).containsExactlyInAnyOrder(Step.values());
    }

    @Test
    void keepsAllThatWasSafeWhereverItDiesOnceMoreAfterThat() throws Exception {
        long all = work(new FaultyFolder(), new Ledger());
        for (long at = all / 2; at <= all; at += 7) {
            dieTwice(at);
        }
    }

    private static void dieTwice(long at) throws Exception {
        Ledger ledger = new Ledger();
        FaultyFolder first = new FaultyFolder();
        first.dieAt(at);
        work(first, ledger);
        Random random = new Random(at);

        for (int step = 1; step < 25; step++) {
            FaultyFolder second = random.nextBoolean() ? first.afterKill() : first.afterPowerLoss(random);
            second.dieAt(step);
            found(second);

            ledger.checkFound(found(random.nextBoolean() ? second.afterKill() : second.afterPowerLoss(random)));
        }
    }

    /** Writes several segments, gives some up, is opened a second time. Returns how many steps it took. */
    private static long work(FaultyFolder folder, Ledger ledger) throws Exception {
        work(folder, ledger, 0);
        work(folder, ledger, 1000);
        return folder.steps();
    }

    private static void work(FaultyFolder folder, Ledger ledger, int from) throws Exception {
        FileJournal journal = FileJournal.open(folder, LIMITS, ON_DEMAND, (position, batch) -> {});
        if (folder.isDead()) {
            journal.close();
            return;
        }
        for (int i = from; i < from + 6; i++) {
            ledger.append(journal, Batches.small(i));
            if (i % 2 == 1) {
                ledger.force(journal);
            }
        }
        for (int i = 0; i < 3; i++) {
            ledger.append(journal, Batches.large((150 << 10) + from + i));
            ledger.force(journal);
        }
        if (!ledger.wanted().isEmpty()) {
            ledger.release(journal, ledger.wanted().firstKey() + 7);
            ledger.force(journal);
            ledger.drop(journal, ledger.wanted().firstKey());
            ledger.append(journal, Batches.small(from + 7));
            ledger.force(journal);
        }
        ledger.append(journal, Batches.small(from + 8));
        journal.close();
    }

    private static NavigableMap<Long, RoutedBatch> found(FaultyFolder folder) throws Exception {
        NavigableMap<Long, RoutedBatch> found = new TreeMap<>();
        FileJournal journal = FileJournal.open(folder, LIMITS, ON_DEMAND, (position, batch) -> {
            assertThat(found.isEmpty() || found.lastKey() < position).isTrue();
            found.put(position, batch);
        });
        journal.close();
        return found;
    }
}
