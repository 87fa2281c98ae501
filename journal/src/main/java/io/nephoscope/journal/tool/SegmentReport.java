package io.nephoscope.journal.tool;

import io.nephoscope.journal.JournalReader.Entry;
import io.nephoscope.journal.file.JournalFile;
import io.nephoscope.journal.file.JournalFolder;
import io.nephoscope.journal.segment.SegmentEnd;
import io.nephoscope.journal.segment.SegmentReader;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * What one segment holds.
 *
 * @param begin the position that its header tells; -1 if there is no header that can be read
 * @param end the position after its last batch; {@code begin} if it holds none
 * @param batches what of it can be read
 * @param bad records that cannot be read, about
 * @param torn bytes at its end that were not written whole, or are being written
 */
record SegmentReport(String name, long bytes, long begin, long end, Batches batches, long bad, long torn) {

    /**
     * The batches of a segment.
     *
     * @param first the position of the first; -1 if there is none
     * @param oldest when that was polled; {@link Instant#EPOCH} if there is none
     */
    record Batches(long count, long first, Instant oldest) {}

    /** Reads a segment from its beginning to its end. */
    static SegmentReport of(JournalFolder folder, String name, Consumer<Entry> consumer) throws IOException {
        try (JournalFile file = folder.open(name)) {
            Reading reading = new Reading(consumer);
            long bytes = file.size();
            long size = SegmentEnd.within(folder, name, bytes);
            SegmentReader reader = new SegmentReader(file, (from, to, records) -> reading.bad += records);
            reading.read(reader, size);
            Batches batches = new Batches(reading.count, reading.first, reading.oldest);
            long begin = reader.firstPosition();
            long end = reading.count == 0 ? begin : reading.last + 1;
            return new SegmentReport(name, bytes, begin, end, batches, reading.bad, reader.rest(size));
        }
    }

    /** The same, followed by another one: what is behind its last record is one that is bad where that does not go on with it. */
    SegmentReport followedBy(SegmentReport next) {
        return torn > 0 && next.begin > end ? new SegmentReport(name, bytes, begin, end, batches, bad + 1, 0) : this;
    }

    /** One reading of one segment. */
    private static final class Reading {

        private final Consumer<Entry> consumer;
        private long first = -1;
        private long last = -1;
        private long count;
        private long bad;
        private Instant oldest = Instant.EPOCH;

        Reading(Consumer<Entry> consumer) {
            this.consumer = consumer;
        }

        void read(SegmentReader reader, long size) throws IOException {
            for (Entry entry = reader.next(0, size); entry != null; entry = reader.next(0, size)) {
                if (count == 0) {
                    first = entry.position();
                    oldest = entry.batch().timestamp();
                }
                last = entry.position();
                count++;
                consumer.accept(entry);
            }
        }
    }
}
