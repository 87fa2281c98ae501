package io.nephoscope.journal;

import io.nephoscope.journal.segment.SegmentReader;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what is recent from memory, and the rest from disk, one segment after the other. */
final class FileJournalReader implements JournalReader {

    private static final Logger LOG = LoggerFactory.getLogger(FileJournalReader.class);

    private final JournalState state;
    private final SegmentSource source;
    private final Duration patience;
    private long position;
    private long failingSince;
    /** The segment of which is read what can be read. */
    private @Nullable Segment patchy;

    private @Nullable Segment current;
    private @Nullable SegmentReader reader;

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
                tellRest(segment, place);
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

    private SegmentReader enter(Segment segment) throws IOException {
        if (reader == null || segment != current) {
            leave();
            reader = source.open(segment, segment == patchy);
            current = segment;
        }
        return reader;
    }

    /** All that can be read of a segment is records; what is none was one. */
    private void tellRest(Segment segment, JournalState.Place place) {
        if (reader != null && reader.offset() < place.readable()) {
            source.lost(segment, reader.offset(), place.readable(), 1);
        }
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
            source.lost(segment, 0, place.readable(), place.end() - position);
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
        if (reader != null) {
            reader.close();
            reader = null;
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
