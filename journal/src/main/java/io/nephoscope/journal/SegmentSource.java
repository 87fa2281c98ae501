package io.nephoscope.journal;

import io.nephoscope.journal.file.DamagedFile;
import io.nephoscope.journal.file.JournalFile;
import io.nephoscope.journal.file.JournalFolder;
import io.nephoscope.journal.segment.SegmentReader;
import java.io.IOException;

/** Opens segments for reading, and tells their damage. */
record SegmentSource(JournalFolder folder, DamagedSegments listener) {

    private static final String PROBE = "probe";

    /**
     * Opens one.
     *
     * @param patchy whether blocks that cannot be read are taken as lost
     */
    SegmentReader open(Segment segment, boolean patchy) throws IOException {
        JournalFile file = folder.open(segment.name());
        SegmentReader reader = null;
        try {
            reader = new SegmentReader(
                    patchy ? new DamagedFile(file) : file,
                    (from, to, records) -> listener.damaged(segment, from, to, records));
            return reader;
        } finally {
            if (reader == null) {
                file.close();
            }
        }
    }

    /** Whether the disk is there, so that what cannot be read on it is damaged. */
    boolean isAlive() {
        try (JournalFile file = folder.create(PROBE)) {
            file.write(0, new byte[] {1}, 0, 1);
            file.force();
            folder.delete(PROBE);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Who is told what cannot be read; more than once, if it is read more than once. */
    interface DamagedSegments {

        void damaged(Segment segment, long from, long to, long records);
    }

    /** Tells what of a segment cannot be read. */
    void lost(Segment segment, long from, long to, long records) {
        listener.damaged(segment, from, to, records);
    }
}
