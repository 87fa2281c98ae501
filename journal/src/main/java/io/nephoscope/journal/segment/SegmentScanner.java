package io.nephoscope.journal.segment;

import io.nephoscope.journal.batch.BodyReader;
import io.nephoscope.journal.file.JournalFile;
import java.io.IOException;
import java.util.Arrays;

/**
 * Goes through the records of one segment, and over what is damaged between them: behind damage it looks at each place
 * where a record could begin. Of one thread.
 */
public final class SegmentScanner {

    private static final int BUFFER_BYTES = 1 << 16;
    /** No two records of a segment are so many positions apart: what looks so is something else. */
    private static final long FARTHEST = 1L << 32;

    private final JournalFile file;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private long bufferAt;
    private int bufferSize;

    private final int version;
    private final long firstPosition;
    private long offset = SegmentHeader.BYTES;
    private long last;
    private int bodyAt;
    private int bodyLength;
    private Damage damage = Damage.NONE;

    /**
     * What was passed over before a record.
     *
     * @param from the offset where it begins
     * @param to where it ends
     * @param records about how many there were in it
     */
    public record Damage(long from, long to, long records) {

        static final Damage NONE = new Damage(0, 0, 0);

        public boolean isNone() {
            return from == to;
        }
    }

    /**
     * Begins at the first record of a segment, whose file others may read, too.
     *
     * @throws UnknownVersionException if the segment is of a version that this program does not know
     */
    public SegmentScanner(JournalFile file) throws IOException {
        this.file = file;
        byte[] bytes = new byte[SegmentHeader.BYTES];
        SegmentHeader header = SegmentHeader.of(bytes, file.read(0, bytes, 0, bytes.length));
        // Without a header its records can be read nevertheless; what they may be is then all.
        version = header == null ? SegmentHeader.VERSION : header.version();
        firstPosition = header == null ? -1 : header.first();
        last = firstPosition - 1;
        if (version != SegmentHeader.VERSION) {
            throw new UnknownVersionException(version);
        }
    }

    /** The position that the header tells; -1 if there is no header that can be read. */
    public long firstPosition() {
        return firstPosition;
    }

    /**
     * Goes on to the next record.
     *
     * @param limit the offset up to which there may be records, which may grow from call to call
     * @return false if there is none
     */
    public boolean next(long limit) throws IOException {
        for (long at = offset; at + RecordFormat.HEADER_BYTES <= limit; at += RecordFormat.ALIGNMENT) {
            if (isRecord(at, limit)) {
                long position = BodyReader.longAt(buffer, (int) (at - bufferAt) + RecordFormat.POSITION_AT);
                damage = at == offset ? Damage.NONE : damage(at, position);
                last = position;
                bodyAt = (int) (at - bufferAt) + RecordFormat.HEADER_BYTES;
                offset = at + RecordFormat.aligned(RecordFormat.HEADER_BYTES + bodyLength);
                return true;
            }
        }
        return false;
    }

    /** What was passed over on the way to the record. */
    public Damage damage() {
        return damage;
    }

    private Damage damage(long to, long position) {
        long most = (to - offset) / (RecordFormat.HEADER_BYTES + RecordFormat.SHORTEST_BODY);
        long missing = Math.min(position - last - 1, most);
        return new Damage(offset, to, last < 0 ? 1 : Math.max(missing, 1));
    }

    private boolean isRecord(long at, long limit) throws IOException {
        load(at, RecordFormat.HEADER_BYTES, limit);
        int index = (int) (at - bufferAt);
        int length = BodyReader.intAt(buffer, index + RecordFormat.LENGTH_AT);
        if (length < RecordFormat.SHORTEST_BODY || length > limit - at - RecordFormat.HEADER_BYTES) {
            return false;
        }
        if (!isPlausible(BodyReader.longAt(buffer, index + RecordFormat.POSITION_AT))) {
            return false;
        }
        load(at, RecordFormat.HEADER_BYTES + length, limit);
        index = (int) (at - bufferAt);
        bodyLength = length;
        return BodyReader.intAt(buffer, index) == RecordFormat.sum(buffer, index, length);
    }

    /** Positions grow within a segment. */
    private boolean isPlausible(long position) {
        return position > last && (last < 0 || position - last < FARTHEST);
    }

    /** Has bytes of the file in the buffer; they are there, before the limit. */
    private void load(long at, int count, long limit) throws IOException {
        if (at >= bufferAt && at + count <= bufferAt + bufferSize) {
            return;
        }
        if (count > buffer.length) {
            buffer = Arrays.copyOf(buffer, count);
        }
        bufferSize = 0;
        int wanted = (int) Math.min(buffer.length, limit - at);
        int read = file.read(at, buffer, 0, wanted);
        // A file that is shorter than it was said to be lacks what is lost.
        Arrays.fill(buffer, read, wanted, (byte) 0);
        bufferAt = at;
        bufferSize = wanted;
    }

    /** The position of the record. */
    public long position() {
        return last;
    }

    /** The body of the record, to be read before the scanner goes on. */
    public BodyReader body() {
        return new BodyReader(buffer, bodyAt, bodyAt + bodyLength);
    }

    /** The offset behind the last record. */
    public long offset() {
        return offset;
    }

    /** How many bytes behind the last record are not room that was never written to. */
    public long rest(long limit) throws IOException {
        long end = offset;
        for (long at = offset; at < limit; at = bufferAt + bufferSize) {
            load(at, 1, limit);
            int from = (int) (at - bufferAt);
            for (int i = bufferSize - 1; i >= from; i--) {
                if (buffer[i] != 0) {
                    end = Math.max(end, bufferAt + i + 1);
                    break;
                }
            }
        }
        return end - offset;
    }
}
