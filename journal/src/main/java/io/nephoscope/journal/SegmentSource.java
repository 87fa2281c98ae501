package io.nephoscope.journal;

import io.nephoscope.journal.file.DamagedFile;
import io.nephoscope.journal.file.JournalFile;
import io.nephoscope.journal.file.JournalFolder;
import java.io.IOException;

/** Opens segments for reading, and tells their damage. */
record SegmentSource(JournalFolder folder, SegmentCursor.DamageListener listener) {

    private static final String PROBE = "probe";

    /**
     * Opens one.
     *
     * @param patchy whether blocks that cannot be read are taken as lost
     */
    SegmentCursor open(Segment segment, boolean patchy) throws IOException {
        JournalFile file = folder.open(segment.name());
        SegmentCursor cursor = null;
        try {
            cursor = new SegmentCursor(patchy ? new DamagedFile(file) : file, segment, listener);
            return cursor;
        } finally {
            if (cursor == null) {
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

    /** Tells that nothing of a segment can be read. */
    void lost(Segment segment, long bytes, long records) {
        listener.damaged(segment, 0, bytes, records);
    }
}
