package io.nephoscope.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.journal.file.FaultyFolder;
import io.nephoscope.journal.segment.SegmentScanner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bytes of a journal are wrong when it is opened. */
class JournalDamageTest {

    private static final JournalLimits LIMITS = new JournalLimits(4 << 20, 2 << 20);
    private static final int BATCHES = 8;

    private final FaultyFolder folder = new FaultyFolder();
    private final NavigableMap<Long, RoutedBatch> appended = new TreeMap<>();
    private JournalStatus status = new JournalStatus(0, 0, Instant.MAX, "", 0, 0);

    /** Two segments, for the last record of one is another case than the last of all. */
    @BeforeEach
    void write() throws Exception {
        for (int part = 0; part < 2; part++) {
            FileJournal journal = FileJournal.open(folder, LIMITS, Duration.ZERO, (position, batch) -> {});
            for (int i = 0; i < BATCHES / 2; i++) {
                RoutedBatch batch = Batches.small(BATCHES / 2 * part + i);
                appended.put(journal.append(batch), batch);
            }
            journal.close();
        }
        assertThat(segments()).hasSize(2);
    }

    @Test
    void aFlippedBitCostsOneBatchAtTheMost() throws Exception {
        for (String name : segments()) {
            byte[] bytes = folder.bytes(name);
            for (int bit = 0; bit < 8 * bytes.length; bit++) {
                byte[] flipped = bytes.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);

                NavigableMap<Long, RoutedBatch> found = found(with(name, flipped));

                assertLost(found, 1, name + " bit " + bit);
            }
        }
    }

    @Test
    void aRecordThatIsLostIsCountedAndKeptAside() throws Exception {
        String name = segments().get(0);
        byte[] bytes = folder.bytes(name);
        for (int at = 64; at < bytes.length; at++) {
            byte[] broken = bytes.clone();
            broken[at] ^= 0x55;

            FaultyFolder left = with(name, broken);
            NavigableMap<Long, RoutedBatch> found = found(left);

            int lost = appended.size() - found.size();
            assertThat(status.bad()).isEqualTo(lost);
            assertThat(status.tornBytes()).isZero();
            assertThat(left.names().stream().filter(file -> file.startsWith("bad/")))
                    .hasSize(lost);
        }
    }

    @Test
    void aTailThatIsCutAnywhereCostsWhatWasCut() throws Exception {
        String name = segments().get(1);
        byte[] bytes = folder.bytes(name);
        List<Long> ends = ends(bytes.length, name);
        for (int size = bytes.length; size >= 0; size--) {
            FaultyFolder left = with(name, Arrays.copyOf(bytes, size));
            NavigableMap<Long, RoutedBatch> found = found(left);

            int cut = size;
            long whole = BATCHES / 2 + ends.stream().filter(end -> end <= cut).count();
            // Of the last record the zeros behind it may be missing.
            assertThat((long) found.size()).as("cut at " + size).isBetween(whole, whole + 1);
            assertThat(found).isEqualTo(appended.headMap((long) found.size()));
            assertThat(status.bad()).isZero();
            if (found.size() == whole) {
                long last = ends.stream().filter(end -> end <= cut).reduce(64L, Math::max);
                assertThat(status.tornBytes()).isBetween(Math.max(0, cut - last - 8), Math.max(0, cut - last));
            }
            assertGoesOn(left, found.size());
        }
    }

    /** Where the records of a segment end. */
    private List<Long> ends(long size, String name) throws IOException {
        List<Long> ends = new ArrayList<>();
        SegmentScanner scanner = new SegmentScanner(folder.open(name));
        while (scanner.next(size)) {
            ends.add(scanner.offset());
        }
        assertThat(ends).hasSize(BATCHES / 2).last().isEqualTo(size);
        return ends;
    }

    private static void assertGoesOn(FaultyFolder left, int had) throws Exception {
        FileJournal journal = FileJournal.open(left, LIMITS, Duration.ZERO, (position, batch) -> {});
        journal.append(Batches.small(had));
        journal.close();
        List<RoutedBatch> found = new ArrayList<>();
        FileJournal.open(left, LIMITS, Duration.ZERO, (position, batch) -> found.add(batch))
                .close();
        assertThat(found).isEqualTo(Batches.small(0, had + 1));
    }

    @Test
    void aTailThatWasNotWrittenWholeIsCutOffAndTold() throws Exception {
        String name = segments().get(1);
        byte[] bytes = Arrays.copyOf(folder.bytes(name), folder.bytes(name).length + 1000);
        Arrays.fill(bytes, bytes.length - 1000, bytes.length - 900, (byte) 7);

        FaultyFolder left = with(name, bytes);
        found(left);

        assertThat(status.tornBytes()).isEqualTo(100);
        found(left);
        assertThat(status.tornBytes()).isZero();
    }

    /** Larger than what a disk loses at once. */
    @Test
    void aSectorThatIsLostCostsNoMoreThanTheRecordsInIt() throws Exception {
        FileJournal journal = FileJournal.open(folder, LIMITS, Duration.ZERO, (position, batch) -> {});
        for (int i = BATCHES; i < 1500; i++) {
            appended.put(journal.append(Batches.small(i)), Batches.small(i));
        }
        journal.close();
        String name = segments().get(segments().size() - 1);
        byte[] bytes = folder.bytes(name);
        int records = (int) (4096 / ((double) bytes.length / (1500 - BATCHES)));

        for (int from = 64; from + 4096 < bytes.length; from += 1000) {
            byte[] broken = bytes.clone();
            Arrays.fill(broken, from, from + 4096, (byte) 0x5A);

            assertLost(found(with(name, broken)), records + 3, "from " + from);
        }
    }

    @Test
    void aFileOfNothingButNoiseCostsItself() throws Exception {
        byte[] noise = new byte[100_000];
        new Random(2).nextBytes(noise);

        NavigableMap<Long, RoutedBatch> found = found(with(segments().get(0), noise));

        assertThat(found).isEqualTo(appended.tailMap((long) BATCHES / 2));
    }

    @Test
    void aSegmentOfAFutureVersionIsLeftAsItIs() throws Exception {
        String name = segments().get(0);
        byte[] future = FutureSegment.bytes(folder.bytes(name));

        FaultyFolder left = with(name, future);
        NavigableMap<Long, RoutedBatch> found = found(left);

        assertThat(found).isEqualTo(appended.tailMap((long) BATCHES / 2));
        assertThat(left.bytes(name)).isEqualTo(future);
    }

    @Test
    void theJournalGoesOnBehindDamage() throws Exception {
        String name = segments().get(1);
        byte[] bytes = folder.bytes(name);
        bytes[100] ^= 1;
        FaultyFolder left = with(name, bytes);

        FileJournal journal = FileJournal.open(left, LIMITS, Duration.ZERO, (position, batch) -> {});
        long position = journal.append(Batches.small(BATCHES));
        journal.close();

        assertThat(position).isEqualTo(BATCHES);
        assertThat(found(left)).containsEntry(position, Batches.small(BATCHES));
    }

    private List<String> segments() {
        return folder.names().stream().filter(name -> name.endsWith(".journal")).toList();
    }

    private FaultyFolder with(String name, byte[] bytes) {
        FaultyFolder copy = folder.afterKill();
        copy.replace(name, bytes);
        return copy;
    }

    private void assertLost(NavigableMap<Long, RoutedBatch> found, int most, String where) {
        assertThat(appended.size() - found.size()).as(where).isBetween(0, most);
        found.forEach((position, batch) -> assertThat(batch).as(where).isEqualTo(appended.get(position)));
    }

    private NavigableMap<Long, RoutedBatch> found(FaultyFolder left) throws Exception {
        NavigableMap<Long, RoutedBatch> found = new TreeMap<>();
        Recovery recovery = new Recovery(left);
        recovery.run();
        JournalState state = JournalState.reading(recovery.segments(), recovery.end());
        FileJournal.tellFound(left, recovery, state, found::put);
        status = state.status();
        return found;
    }
}
