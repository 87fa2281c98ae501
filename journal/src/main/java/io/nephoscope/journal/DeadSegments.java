package io.nephoscope.journal;

import io.nephoscope.journal.file.JournalFile;
import io.nephoscope.journal.file.JournalFolder;
import io.nephoscope.journal.segment.SegmentEnd;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Segments that nobody writes to any more and whose files do not end with what counts of them. What is behind that is given up,
 * or written again: no segment is to be made before the disk knows, or the next process takes it for what only they have.
 * Of the thread that writes.
 */
final class DeadSegments {

    private static final Logger LOG = LoggerFactory.getLogger(DeadSegments.class);

    private final JournalFolder folder;
    private final JournalState state;
    private final Deque<Segment> segments;

    DeadSegments(JournalFolder folder, JournalState state, Collection<Segment> segments) {
        this.folder = folder;
        this.state = state;
        this.segments = new ArrayDeque<>(segments);
    }

    /** One more. */
    void add(Segment segment) {
        segments.add(segment);
    }

    /** The file of one is deleted, if it is one of these. */
    void deleted(Segment segment) {
        segments.remove(segment);
    }

    /**
     * Cuts them, or tells beside those that cannot be cut where they end.
     *
     * @throws IOException if neither is possible; then those are left that it is not for
     */
    void settle() throws IOException {
        for (Segment segment = segments.peek(); segment != null; segment = segments.peek()) {
            long end = state.readable(segment);
            if (!cut(segment, end)) {
                SegmentEnd.write(folder, segment.name(), end);
            }
            segments.remove();
        }
    }

    /** The file is not forced: where a force has failed, the next one tells a lie. What is made after it is. */
    private boolean cut(Segment segment, long end) {
        try (JournalFile file = folder.change(segment.name())) {
            file.truncate(end);
            state.resized(segment, end);
            return true;
        } catch (IOException e) {
            LOG.debug("{} cannot be cut.", segment.name(), e);
            return false;
        }
    }
}
