package io.nephoscope.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some append, some read and release, all at once. */
class JournalThreadsTest {

    private static final JournalLimits LIMITS = new JournalLimits(16 << 20, 32 << 20);
    private static final int APPENDERS = 3;
    private static final int READERS = 3;
    private static final int EACH = 8000;

    @TempDir
    Path folder;

    @Test
    void eachReaderReadsEachBatchOnceInOrder() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(APPENDERS + READERS);
        try (FileJournal journal = FileJournal.open(folder, LIMITS, Duration.ofMillis(1), (position, batch) -> {})) {
            AtomicLong[] done = new AtomicLong[READERS];
            List<Future<Set<UUID>>> readers = new ArrayList<>();
            List<Future<Integer>> appenders = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                AtomicLong position = new AtomicLong();
                done[i] = position;
                boolean slow = i == 0;
                readers.add(threads.submit(() -> read(journal, position, done, slow)));
            }
            for (int i = 0; i < APPENDERS; i++) {
                int first = i * EACH;
                appenders.add(threads.submit(() -> append(journal, first)));
            }

            for (Future<Integer> appender : appenders) {
                assertThat(appender.get(5, TimeUnit.MINUTES)).isEqualTo(EACH);
            }
            for (Future<Set<UUID>> reader : readers) {
                assertThat(reader.get(5, TimeUnit.MINUTES)).hasSize(APPENDERS * EACH);
            }
            journal.force();
            assertThat(journal.first()).isEqualTo(journal.end());
            assertThat(journal.status().bad()).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    private static int append(FileJournal journal, int first) throws InterruptedException {
        for (int i = first; i < first + EACH; i++) {
            while (journal.append(Batches.small(i)) == Journal.NO_ROOM) {
                journal.force();
            }
        }
        return EACH;
    }

    private static Set<UUID> read(FileJournal journal, AtomicLong position, AtomicLong[] all, boolean slow)
            throws InterruptedException {
        Set<UUID> read = new HashSet<>();
        try (JournalReader reader = journal.reader(0)) {
            while (read.size() < APPENDERS * EACH) {
                JournalReader.Entry entry = reader.next();
                if (entry == null) {
                    LockSupport.parkNanos(100_000);
                    continue;
                }
                assertThat(entry.position()).isEqualTo(read.size());
                read.add(entry.batch().id());
                position.set(entry.position() + 1);
                if (slow && read.size() % 1000 == 0) {
                    journal.force();
                }
                if (read.size() % 500 == 0 || read.size() == APPENDERS * EACH) {
                    journal.release(leastDone(all));
                }
            }
        }
        return read;
    }

    private static long leastDone(AtomicLong[] all) {
        long least = Long.MAX_VALUE;
        for (AtomicLong position : all) {
            least = Math.min(least, position.get());
        }
        return least;
    }
}
