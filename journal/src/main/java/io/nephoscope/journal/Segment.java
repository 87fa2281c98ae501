package io.nephoscope.journal;

import io.nephoscope.journal.segment.SegmentHeader;
import io.nephoscope.journal.segment.SegmentName;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is known of one file of a journal. Guarded by the state that it belongs to, apart from its name. */
final class Segment {

    /** How far the positions whose time is remembered lie apart: ages need not be known exactly. */
    private static final int MARK_EVERY = 32;

    private final String name;
    private long first;
    private final TreeMap<Long, Instant> marks = new TreeMap<>();
    private final Set<Long> damagedAt = new HashSet<>();
    private long end;
    private long bytes;
    private long readable = SegmentHeader.BYTES;
    private boolean gone;

    /**
     * A segment without records.
     *
     * @param first the position of its first one
     * @param bytes that the file occupies
     */
    Segment(long sequence, long first, long bytes) {
        this.name = SegmentName.of(sequence);
        this.first = first;
        this.end = first;
        this.bytes = bytes;
    }

    String name() {
        return name;
    }

    long first() {
        return first;
    }

    /** The position after its last record that is safe. */
    long end() {
        return end;
    }

    boolean isEmpty() {
        return first == end;
    }

    boolean holds(long position) {
        return first <= position && position < end;
    }

    long bytes() {
        return bytes;
    }

    void resize(long newBytes) {
        bytes = newBytes;
    }

    /** The offset up to which its records are safe. */
    long readable() {
        return readable;
    }

    /** Notes a record; they come in order. */
    void add(long position, Instant timestamp) {
        end = position + 1;
        if (marks.isEmpty() || position - marks.lastKey() >= MARK_EVERY) {
            marks.put(position, timestamp);
        }
    }

    void readableTo(long offset) {
        readable = offset;
    }

    /** Gives up all from a position on, whose record begins at an offset. */
    void cut(long position, long offset) {
        first = Math.min(first, position);
        end = position;
        readable = offset;
        marks.tailMap(position).clear();
    }

    /** About when the batch of a position was polled, rather too early than too late. */
    Instant timestamp(long position) {
        Map.Entry<Long, Instant> mark = marks.floorEntry(position);
        return mark == null ? Instant.MAX : mark.getValue();
    }

    /** Whether damage at an offset was not known before. */
    boolean isNewDamage(long offset) {
        return damagedAt.add(offset);
    }

    /** Whether it was given up, so that nobody reads or writes it any more. */
    boolean isGone() {
        return gone;
    }

    void giveUp() {
        gone = true;
    }
}
