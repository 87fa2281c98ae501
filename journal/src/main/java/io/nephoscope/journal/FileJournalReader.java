package io.nephoscope.journal;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what is recent from memory, and the rest from disk, one segment after the other. */
final class FileJournalReader implements JournalReader {

    private static final Logger LOG = LoggerFactory.getLogger(FileJournalReader.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final JournalState state;
    private final SegmentSource source;
    private final Duration patience;
    private long position;
    private long failingSince;
    /** The segment of which is read what can be read. */
    private @Nullable Segment patchy;

    private @Nullable SegmentCursor cursor;

    FileJournalReader(JournalState state, SegmentSource source, long position) {
        this(state, source, position, PATIENCE);
    }

    /**
     * A reader.
     *
     * @param patience how long it waits for what cannot be read; zero to pass over it at once, without a try to write
     */
    FileJournalReader(JournalState state, SegmentSource source, long position, Duration patience) {
        this.state = state;
        this.source = source;
        this.position = position;
        this.patience = patience;
    }

    @Override
    public @Nullable Entry next() {
        while (true) {
            JournalState.Place place = state.locate(position);
            position = place.position();
            Segment segment = place.segment();
            if (segment == null) {
                return inMemory(place);
            }
            try {
                Entry entry = enter(segment).next(position, place.readable());
                failingSince = 0;
                position = entry == null ? place.end() : entry.position() + 1;
                if (entry != null) {
                    return entry;
                }
            } catch (IOException e) {
                leave();
                if (!goesOn(segment, place, e)) {
                    return null;
                }
            }
        }
    }

    private @Nullable Entry inMemory(JournalState.Place place) {
        leave();
        Entry entry = place.recent();
        position = entry == null ? position : entry.position() + 1;
        return entry;
    }

    private SegmentCursor enter(Segment segment) throws IOException {
        if (cursor == null || cursor.segment() != segment) {
            leave();
            cursor = source.open(segment, segment == patchy);
        }
        return cursor;
    }

    /** A disk that is away may come back: nothing is given up before it can be written to, and some time has passed. */
    private boolean goesOn(Segment segment, JournalState.Place place, IOException cause) {
        if (state.isGone(segment)) {
            return true;
        }
        if (!patience.isZero() && isToBeAwaited(segment, cause)) {
            return false;
        }
        failingSince = 0;
        if (segment == patchy) {
            source.lost(segment, place.readable(), place.end() - position);
            position = place.end();
        } else {
            patchy = segment;
        }
        return true;
    }

    private boolean isToBeAwaited(Segment segment, IOException cause) {
        long now = System.nanoTime();
        if (failingSince == 0) {
            failingSince = now == 0 ? 1 : now;
            LOG.warn("{} cannot be read now.", segment.name(), cause);
        }
        return now - failingSince < patience.toNanos() || !source.isAlive();
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
