package io.nephoscope.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** What was done to a journal, and so what it must have. Of one thread. */
final class Ledger {

    private final Map<UUID, RoutedBatch> byId = new HashMap<>();
    private final NavigableMap<Long, RoutedBatch> wanted = new TreeMap<>();
    private final Set<Long> safe = new HashSet<>();
    private long last = -1;

    /** Appends a batch; whether there was room. */
    boolean append(FileJournal journal, RoutedBatch batch) {
        long position = journal.append(batch);
        if (position == Journal.NO_ROOM) {
            return false;
        }
        note(position, batch);
        return true;
    }

    /** A batch is at a position. */
    void note(long position, RoutedBatch batch) {
        assertThat(position).isGreaterThan(last);
        last = position;
        byId.put(batch.id(), batch);
        wanted.put(position, batch);
    }

    void force(FileJournal journal) throws InterruptedException {
        journal.force();
        if (journal.status().unwritten() == 0) {
            safe.addAll(wanted.keySet());
        }
    }

    void release(FileJournal journal, long before) {
        journal.release(before);
        wanted.headMap(before).clear();
    }

    void drop(FileJournal journal, long position) {
        Positions dropped = journal.drop(position);
        wanted.subMap(dropped.from(), dropped.to()).clear();
    }

    NavigableMap<Long, RoutedBatch> wanted() {
        return wanted;
    }

    /** What is read now, by one who is not far behind. */
    void checkRead(FileJournal journal, long from) {
        NavigableMap<Long, RoutedBatch> read = new TreeMap<>();
        try (JournalReader reader = journal.reader(from)) {
            for (JournalReader.Entry entry = reader.next(); entry != null; entry = reader.next()) {
                assertThat(read.put(entry.position(), entry.batch())).isNull();
            }
        }
        Set<Long> missing = new TreeSet<>(wanted.tailMap(from, true).keySet());
        missing.removeAll(read.keySet());
        assertThat(missing).as("missing").isEmpty();
        Set<Long> given = new TreeSet<>(read.keySet());
        given.removeAll(wanted.keySet());
        assertThat(given).as("given up").isEmpty();
        assertThat(read.equals(wanted.tailMap(from, true)))
                .as("the batches read")
                .isTrue();
    }

    /** What is found after a crash: all that was safe, and nothing that was not appended. */
    void checkFound(NavigableMap<Long, RoutedBatch> found) {
        Set<UUID> ids = new HashSet<>();
        found.values().forEach(batch -> {
            assertThat(ids.add(batch.id())).as("found once").isTrue();
            assertThat(batch.equals(byId.get(batch.id())))
                    .as("appended as it is found")
                    .isTrue();
        });
        wanted.forEach((position, batch) -> {
            if (safe.contains(position)) {
                assertThat(batch.equals(found.get(position)))
                        .as("the batch at " + position + ", which was safe")
                        .isTrue();
            }
        });
    }
}
