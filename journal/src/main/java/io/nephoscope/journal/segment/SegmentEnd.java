package io.nephoscope.journal.segment;

import io.nephoscope.journal.batch.BodyReader;
import io.nephoscope.journal.batch.BodyWriter;
import io.nephoscope.journal.file.JournalFile;
import io.nephoscope.journal.file.JournalFolder;
import io.nephoscope.support.text.OneLine;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a segment ends that cannot be cut, in a small file beside it, which is deleted after it. One that cannot be read, or is not
 * whole, counts for nothing: what comes back is better than what is lost.
 */
public final class SegmentEnd {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentEnd.class);

    private static final String SUFFIX = ".end";
    private static final long MAGIC = 0x4E45_5048_4A45_4E44L;
    private static final int VERSION = 1;
    private static final int END_AT = 20;
    private static final int CHECKED_BYTES = END_AT + Long.BYTES;
    private static final int BYTES = CHECKED_BYTES + Integer.BYTES;

    private SegmentEnd() {}

    /** The name of the file that tells where a segment ends. */
    public static String nameFor(String segment) {
        return segment + SUFFIX;
    }

    /** The name of the segment whose end a file tells; empty if the file's name is not that of such a file. */
    public static Optional<String> segment(String name) {
        return Optional.of(name)
                .filter(file -> file.endsWith(SUFFIX))
                .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                .filter(segment -> SegmentName.sequence(segment).isPresent());
    }

    /**
     * Tells where a segment ends. That outlasts a loss of power when it returns.
     *
     * @param end the offset behind all that counts of it
     */
    public static void write(JournalFolder folder, String segment, long end) throws IOException {
        String name = nameFor(segment);
        try (JournalFile file = folder.create(name + SegmentName.UNFINISHED)) {
            file.write(0, bytes(segment, end), 0, BYTES);
            file.force();
        }
        folder.rename(name + SegmentName.UNFINISHED, name);
        folder.force();
    }

    /** How many bytes of a segment count whose file has a size: all, unless it is told otherwise. */
    public static long within(JournalFolder folder, String segment, long size) {
        byte[] bytes = new byte[BYTES];
        try (JournalFile file = folder.open(nameFor(segment))) {
            file.read(0, bytes, 0, BYTES);
        } catch (NoSuchFileException e) {
            return size;
        } catch (IOException e) {
            LOG.warn("{} cannot be read ({}).", nameFor(segment), OneLine.of(e.getMessage()), e);
            return size;
        }
        long end = BodyReader.longAt(bytes, END_AT);
        if (end < SegmentHeader.BYTES || !Arrays.equals(bytes, bytes(segment, end))) {
            LOG.warn("{} was not written whole, or is damaged.", nameFor(segment));
            return size;
        }
        return Math.min(size, end);
    }

    private static byte[] bytes(String segment, long end) {
        BodyWriter out = new BodyWriter();
        out.putLong(MAGIC);
        out.putInt(VERSION);
        out.putLong(SegmentName.sequence(segment).orElse(0));
        out.putLong(end);
        CRC32C sum = new CRC32C();
        sum.update(out.array(), 0, CHECKED_BYTES);
        out.putInt((int) sum.getValue());
        return Arrays.copyOf(out.array(), BYTES);
    }
}
