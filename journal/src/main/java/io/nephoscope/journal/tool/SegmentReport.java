package io.nephoscope.journal.tool;

import io.nephoscope.journal.JournalReader.Entry;
import io.nephoscope.journal.RoutedBatch;
import io.nephoscope.journal.batch.BatchReader;
import io.nephoscope.journal.batch.MalformedBodyException;
import io.nephoscope.journal.file.JournalFile;
import io.nephoscope.journal.segment.SegmentScanner;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * What one segment holds.
 *
 * @param first the position of its first batch; -1 if it holds none
 * @param last and of its last
 * @param batches that can be read
 * @param bad records that cannot be read, about
 * @param torn bytes at its end that were not written whole, or are being written
 * @param oldest when its first batch was polled; {@link Instant#EPOCH} if it holds none
 */
record SegmentReport(
        String name, long bytes, long first, long last, long batches, long bad, long torn, Instant oldest) {

    /** Reads a segment from its beginning to its end. */
    static SegmentReport of(String name, JournalFile file, Consumer<Entry> batches) throws IOException {
        return new Reading(file, batches).report(name);
    }

    /** One reading of one segment. */
    private static final class Reading {

        private final JournalFile file;
        private final Consumer<Entry> consumer;
        private final BatchReader reader = new BatchReader();
        private long first = -1;
        private long last = -1;
        private long batches;
        private long bad;
        private Instant oldest = Instant.EPOCH;

        Reading(JournalFile file, Consumer<Entry> consumer) {
            this.file = file;
            this.consumer = consumer;
        }

        SegmentReport report(String name) throws IOException {
            long size = file.size();
            try (file) {
                SegmentScanner scanner = new SegmentScanner(file);
                while (scanner.next(size)) {
                    bad += scanner.damage().records();
                    read(scanner);
                }
                return new SegmentReport(name, size, first, last, batches, bad, scanner.rest(size), oldest);
            }
        }

        private void read(SegmentScanner scanner) {
            try {
                RoutedBatch batch = reader.read(scanner.body());
                if (batch == null) {
                    bad++;
                } else {
                    count(scanner.position(), batch);
                }
            } catch (MalformedBodyException e) {
                // The sum is right, and the body is not: a defect of the writer, not of the disk.
                bad++;
            }
        }

        private void count(long position, RoutedBatch batch) {
            if (batches == 0) {
                first = position;
                oldest = batch.timestamp();
            }
            last = position;
            batches++;
            consumer.accept(new Entry(position, batch));
        }
    }
}
