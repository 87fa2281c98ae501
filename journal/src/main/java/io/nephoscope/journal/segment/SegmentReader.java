package io.nephoscope.journal.segment;

import io.nephoscope.journal.JournalReader.Entry;
import io.nephoscope.journal.RoutedBatch;
import io.nephoscope.journal.batch.BatchReader;
import io.nephoscope.journal.batch.MalformedBodyException;
import io.nephoscope.journal.file.JournalFile;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the batches of one segment in their order. Of one thread. */
public final class SegmentReader implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentReader.class);

    private final JournalFile file;
    private final DamageListener listener;
    private final SegmentScanner scanner;
    private final BatchReader batches = new BatchReader();
    private long searchedTo;

    /** Who is told what cannot be read; more than once, if it is read more than once. */
    public interface DamageListener {

        /**
         * Damage.
         *
         * @param from the offset of its begin
         * @param to the offset of its end
         * @param records how many there are lost, about
         */
        void damaged(long from, long to, long records);
    }

    /** A reader before the first batch. It closes the file. */
    public SegmentReader(JournalFile file, DamageListener listener) throws IOException {
        this.file = file;
        this.listener = listener;
        this.scanner = new SegmentScanner(file);
    }

    /**
     * The next batch.
     *
     * @param from the position before which batches are passed over
     * @param limit how many bytes of the segment can be read, which may grow from call to call
     * @return null if there is none
     */
    public @Nullable Entry next(long from, long limit) throws IOException {
        while (true) {
            long start = scanner.offset();
            if (!scanner.next(limit)) {
                return null;
            }
            SegmentScanner.Damage damage = scanner.damage();
            if (!damage.isNone()) {
                listener.damaged(damage.from(), damage.to(), damage.records());
                start = damage.to();
            }
            RoutedBatch batch = read(start, limit, scanner.position() >= from);
            if (batch != null && scanner.position() >= from) {
                return new Entry(scanner.position(), batch);
            }
        }
    }

    /** The position that the header tells; -1 if there is no header that can be read. */
    public long firstPosition() {
        return scanner.firstPosition();
    }

    /** The offset behind the last batch. */
    public long offset() {
        return scanner.offset();
    }

    /** How many bytes behind the last batch are not room that was never written to. */
    public long rest(long limit) throws IOException {
        return scanner.rest(limit);
    }

    private @Nullable RoutedBatch read(long start, long limit, boolean wanted) throws IOException {
        try {
            RoutedBatch batch = batches.read(scanner.body());
            if (batch == null && wanted) {
                searchDefinitions(limit);
                batch = batches.read(scanner.body());
            }
            if (batch == null && wanted) {
                listener.damaged(start, scanner.offset(), 1);
            }
            return batch;
        } catch (MalformedBodyException e) {
            LOG.debug("The record at {} is no batch.", start, e);
            listener.damaged(start, scanner.offset(), 1);
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
            LOG.debug("The record before {} is no batch.", ahead.offset(), e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("A segment cannot be closed.", e);
        }
    }
}
