package io.nephoscope.journal;

import io.nephoscope.journal.JournalReader.Entry;
import io.nephoscope.journal.batch.BatchReader;
import io.nephoscope.journal.batch.MalformedBodyException;
import io.nephoscope.journal.file.JournalFile;
import io.nephoscope.journal.segment.SegmentScanner;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the batches of one segment in their order. Of one thread. */
final class SegmentCursor implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentCursor.class);

    private final JournalFile file;
    private final Segment segment;
    private final DamageListener listener;
    private final SegmentScanner scanner;
    private final BatchReader batches = new BatchReader();
    private long searchedTo;

    /** Who is told what cannot be read; more than once, if it is read more than once. */
    interface DamageListener {

        /**
         * Damage.
         *
         * @param from the offset of its begin
         * @param to the offset of its end
         * @param records how many there are lost, about
         */
        void damaged(Segment segment, long from, long to, long records);
    }

    /** A cursor before the first batch. It closes the file. */
    SegmentCursor(JournalFile file, Segment segment, DamageListener listener) throws IOException {
        this.file = file;
        this.segment = segment;
        this.listener = listener;
        this.scanner = new SegmentScanner(file);
    }

    Segment segment() {
        return segment;
    }

    /**
     * The next batch.
     *
     * @param from the position before which batches are passed over
     * @param limit how many bytes of the segment can be read
     * @return null if there is none
     */
    @Nullable
    Entry next(long from, long limit) throws IOException {
        while (true) {
            long start = scanner.offset();
            if (!scanner.next(limit)) {
                if (start < limit) {
                    listener.damaged(segment, start, limit, 1);
                }
                return null;
            }
            SegmentScanner.Damage damage = scanner.damage();
            if (!damage.isNone()) {
                listener.damaged(segment, damage.from(), damage.to(), damage.records());
                start = damage.to();
            }
            RoutedBatch batch = read(start, limit, scanner.position() >= from);
            if (batch != null && scanner.position() >= from) {
                return new Entry(scanner.position(), batch);
            }
        }
    }

    private @Nullable RoutedBatch read(long start, long limit, boolean wanted) throws IOException {
        try {
            RoutedBatch batch = batches.read(scanner.body());
            if (batch == null && wanted) {
                searchDefinitions(limit);
                batch = batches.read(scanner.body());
            }
            if (batch == null && wanted) {
                listener.damaged(segment, start, scanner.offset(), 1);
            }
            return batch;
        } catch (MalformedBodyException e) {
            LOG.debug("The record at {} of {} is no batch.", start, segment.name(), e);
            listener.damaged(segment, start, scanner.offset(), 1);
            return null;
        }
    }

    /** What damaged records had defined, others behind them may define again. */
    private void searchDefinitions(long limit) throws IOException {
        if (searchedTo == limit) {
            return;
        }
        searchedTo = limit;
        SegmentScanner ahead = new SegmentScanner(file);
        while (ahead.next(limit)) {
            learn(ahead);
        }
    }

    private void learn(SegmentScanner ahead) {
        try {
            batches.read(ahead.body());
        } catch (MalformedBodyException e) {
            LOG.debug("A record before {} of {} is no batch.", ahead.offset(), segment.name(), e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("{} cannot be closed.", segment.name(), e);
        }
    }
}
