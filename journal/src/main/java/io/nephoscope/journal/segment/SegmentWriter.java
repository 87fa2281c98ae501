package io.nephoscope.journal.segment;

import io.nephoscope.journal.RoutedBatch;
import io.nephoscope.journal.batch.BatchWriter;
import io.nephoscope.journal.batch.BodyWriter;
import io.nephoscope.journal.file.JournalFile;
import io.nephoscope.journal.file.JournalFolder;
import java.io.Closeable;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one segment. Once anything has failed it is not to be used again but to be closed: what the system then has of
 * the file, and whether a second force would tell the truth, nobody knows. Of one thread.
 */
public final class SegmentWriter implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);

    private static final int ZEROS = 1 << 17;
    /** What a reader of a segment has to keep of it, at the most. */
    private static final long MOST_DEFINED = 4 << 20;

    private final JournalFile file;
    private final long size;
    private final BatchWriter batches = new BatchWriter();
    private long offset = SegmentHeader.BYTES;

    private SegmentWriter(JournalFile file, long size) {
        this.file = file;
        this.size = size;
    }

    /**
     * Makes a segment, with all the room that it will take. If that fails, nothing is left of it.
     *
     * @param first the position of its first record
     */
    public static SegmentWriter create(JournalFolder folder, long sequence, long first, long size) throws IOException {
        String name = SegmentName.of(sequence);
        SegmentWriter writer = null;
        try {
            JournalFile file = folder.create(name + SegmentName.UNFINISHED);
            try {
                prepare(file, new SegmentHeader(SegmentHeader.VERSION, sequence, first), size);
                folder.rename(name + SegmentName.UNFINISHED, name);
                folder.force();
                writer = new SegmentWriter(file, size);
            } finally {
                closeUnless(writer != null, file);
            }
            return writer;
        } finally {
            if (writer == null) {
                discard(folder, name + SegmentName.UNFINISHED);
                discard(folder, name);
            }
        }
    }

    private static void prepare(JournalFile file, SegmentHeader header, long size) throws IOException {
        file.write(0, header.bytes(), 0, SegmentHeader.BYTES);
        byte[] zeros = new byte[ZEROS];
        for (long at = SegmentHeader.BYTES; at < size; at += ZEROS) {
            file.write(at, zeros, 0, (int) Math.min(ZEROS, size - at));
        }
        file.force();
    }

    private static void closeUnless(boolean used, JournalFile file) throws IOException {
        if (!used) {
            file.close();
        }
    }

    private static void discard(JournalFolder folder, String name) {
        try {
            folder.delete(name);
        } catch (IOException e) {
            LOG.debug("The segment {} that could not be made cannot be removed either.", name, e);
        }
    }

    /** How many bytes a segment needs at least to hold a batch. */
    public static long sizeFor(RoutedBatch batch) {
        BodyWriter scratch = new BodyWriter();
        new BatchWriter().write(batch, scratch);
        int body = scratch.size();
        return SegmentHeader.BYTES + RecordFormat.HEADER_BYTES + RecordFormat.aligned(body);
    }

    /**
     * Adds a record to what is to be written. If that fails nothing was added, and nothing more can be.
     *
     * @param out what was added before and not written yet, and nothing else
     * @return false if it has no room; then nothing more can be added to this segment
     */
    public boolean add(long position, RoutedBatch batch, BodyWriter out) {
        if (batches.definedBytes() > MOST_DEFINED) {
            return false;
        }
        int start = out.size();
        boolean added = false;
        try {
            put(position, batch, out);
            added = offset + out.size() <= size;
            return added;
        } finally {
            if (!added) {
                out.truncate(start);
            }
        }
    }

    private void put(long position, RoutedBatch batch, BodyWriter out) {
        int start = out.size();
        out.skip(RecordFormat.POSITION_AT);
        out.putLong(position);
        batches.write(batch, out);
        int length = out.size() - start - RecordFormat.HEADER_BYTES;
        out.setInt(start + RecordFormat.LENGTH_AT, length);
        out.setInt(start, RecordFormat.sum(out.array(), start, length));
        out.skip((int) RecordFormat.aligned(length) - length);
    }

    /** Writes what was added. */
    public void write(BodyWriter out) throws IOException {
        file.write(offset, out.array(), 0, out.size());
        offset += out.size();
    }

    /** Makes safe what was written. */
    public void force() throws IOException {
        file.force();
    }

    /** Where the next record would go. */
    public long offset() {
        return offset;
    }

    /** Cuts off the room that was not needed. */
    public void trim() throws IOException {
        file.truncate(offset);
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
