package io.nephoscope.journal;

import io.nephoscope.journal.file.JournalFolder;
import io.nephoscope.journal.segment.SegmentEnd;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what a folder holds that could not be read when its journal was opened: its batches are appended again, with
 * their ids, and its segments deleted. Of the thread that writes.
 */
final class LateRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(LateRecovery.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PORTION_BYTES = 1 << 20;

    private final JournalFolder folder;
    private final JournalState state;
    private final FileJournal.Found found;
    private @Nullable Recovery recovery;
    private @Nullable JournalState earlier;
    private @Nullable DeadSegments dead;
    private @Nullable JournalReader reader;

    LateRecovery(JournalFolder folder, JournalState state, FileJournal.Found found) {
        this.folder = folder;
        this.state = state;
        this.found = found;
    }

    /**
     * Looks at the folder, if that was not done before.
     *
     * @return the highest sequence of a segment there
     * @throws IOException if it cannot be read, or not be tidied so that segments can be made beside what is there
     */
    long begin() throws IOException {
        if (recovery == null) {
            Recovery look = new Recovery(folder);
            look.run();
            Map<String, Cursor> cursors = new CursorFile(folder).read();
            SegmentSource source = new SegmentSource(folder, new DamagedRecords(folder, state));
            earlier = JournalState.reading(look.segments(), look.end());
            dead = new DeadSegments(folder, earlier, look.uncut());
            reader = new FileJournalReader(earlier, source, doneBefore(cursors, look.end()), PATIENCE);
            recovery = look;
            look.rescued().forEach(this::append);
            LOG.info("{} can be read now; the journal takes up what an earlier process left there.", folder);
        }
        if (dead != null) {
            dead.settle();
        }
        return recovery.sequence();
    }

    /** The position up to which every publisher was done. Cursors beyond the end are of positions that were given since. */
    private static long doneBefore(Map<String, Cursor> cursors, long end) {
        long before = cursors.values().stream().mapToLong(Cursor::before).min().orElse(0);
        return before > end ? 0 : before;
    }

    /**
     * Appends some more of the batches.
     *
     * @return whether there were any
     */
    boolean appendSome() throws IOException {
        long bytes = 0;
        while (reader != null && bytes < PORTION_BYTES) {
            JournalReader.Entry entry = reader.next();
            if (entry == null) {
                checkEnd(reader.position());
                break;
            }
            append(entry.batch());
            bytes += entry.batch().weight();
        }
        return bytes > 0;
    }

    private void checkEnd(long position) throws IOException {
        if (earlier != null && earlier.locate(position).segment() != null) {
            throw new IOException("what an earlier process left cannot be read now");
        }
    }

    private void append(RoutedBatch batch) {
        found.found(state.appendFound(batch), batch);
    }

    /** Deletes the segments. Everything that they hold is in others now. */
    void end() throws IOException {
        if (reader != null) {
            reader.close();
        }
        if (recovery != null) {
            for (String name : recovery.names()) {
                folder.delete(name);
                folder.delete(SegmentEnd.nameFor(name));
            }
            folder.force();
        }
    }
}
