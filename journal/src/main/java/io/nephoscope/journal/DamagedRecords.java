package io.nephoscope.journal;

import io.nephoscope.journal.file.DamagedFile;
import io.nephoscope.journal.file.JournalFile;
import io.nephoscope.journal.file.JournalFolder;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what cannot be read, tells it once, and keeps it aside, within bounds, for whoever wants to look at it. */
final class DamagedRecords implements SegmentSource.DamagedSegments {

    private static final Logger LOG = LoggerFactory.getLogger(DamagedRecords.class);

    private static final String FOLDER = "bad/";
    private static final int MOST_FILES = 64;
    private static final int MOST_BYTES = 1 << 18;

    private final JournalFolder folder;
    private final JournalState state;

    DamagedRecords(JournalFolder folder, JournalState state) {
        this.folder = folder;
        this.state = state;
    }

    @Override
    public void damaged(Segment segment, long from, long to, long records) {
        if (!state.damaged(segment, from, records)) {
            return;
        }
        LOG.error(
                "{} at {} to {} of the journal's segment {} cannot be read, and is lost; a copy is kept in {}/{}.",
                records == 1 ? "A batch" : records + " batches",
                from,
                to,
                segment.name(),
                folder,
                FOLDER);
        try {
            keep(segment, from, to);
        } catch (IOException e) {
            LOG.warn("The copy cannot be made.", e);
        }
    }

    private void keep(Segment segment, long from, long to) throws IOException {
        long kept =
                folder.list().stream().filter(name -> name.startsWith(FOLDER)).count();
        if (kept >= MOST_FILES) {
            LOG.warn("No copy is kept: {}/{} has {} already.", folder, FOLDER, kept);
            return;
        }
        byte[] bytes = new byte[(int) Math.min(MOST_BYTES, to - from)];
        try (JournalFile source = new DamagedFile(folder.open(segment.name()));
                JournalFile copy = folder.create(FOLDER + segment.name() + "." + from)) {
            copy.write(0, bytes, 0, source.read(from, bytes, 0, bytes.length));
        }
    }
}
