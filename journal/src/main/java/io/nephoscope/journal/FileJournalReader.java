package io.nephoscope.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what is recent from memory, and the rest from disk, one segment after the other. */
final class FileJournalReader implements JournalReader {

    private static final Logger LOG = LoggerFactory.getLogger(FileJournalReader.class);

    private final JournalState state;
    private final SegmentAccess access;
    private long position;
    private @Nullable SegmentCursor cursor;

    FileJournalReader(JournalState state, SegmentAccess access, long position) {
        this.state = state;
        this.access = access;
        this.position = position;
    }

    @Override
    public @Nullable Entry next() {
        while (true) {
            JournalState.Place place = state.locate(position);
            position = place.position();
            Segment segment = place.segment();
            Entry entry = segment == null ? inMemory(place) : onDisk(segment, place);
            if (entry != null) {
                position = entry.position() + 1;
                return entry;
            }
            if (segment == null || position < place.end()) {
                return null;
            }
        }
    }

    private @Nullable Entry inMemory(JournalState.Place place) {
        leave();
        return place.recent();
    }

    private @Nullable Entry onDisk(Segment segment, JournalState.Place place) {
        try {
            Entry entry = enter(segment).next(position, place.readable());
            if (entry == null) {
                position = place.end();
            }
            return entry;
        } catch (IOException e) {
            LOG.warn("{} cannot be read now.", segment.name(), e);
            leave();
            return null;
        }
    }

    private SegmentCursor enter(Segment segment) throws IOException {
        if (cursor == null || cursor.segment() != segment) {
            leave();
            cursor = access.open(segment);
        }
        return cursor;
    }

    private void leave() {
        if (cursor != null) {
            cursor.close();
            cursor = null;
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() {
        leave();
    }
}
