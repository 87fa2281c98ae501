package io.nephoscope.journal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The segments that hold what a journal has on disk, the oldest first. Guarded by the state that it belongs to. */
final class SegmentList {

    private final List<Segment> segments = new ArrayList<>();
    // What is to be deleted, by the writer.
    private final List<Segment> doomed = new ArrayList<>();
    private long bytes;

    void add(Segment segment) {
        segments.add(segment);
        bytes += segment.bytes();
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    /** How many bytes their files occupy. */
    long bytes() {
        return bytes;
    }

    /** The file of one occupies another number of bytes now. */
    void resize(Segment segment, long newBytes) {
        if (!segment.isGone()) {
            bytes += newBytes - segment.bytes();
        }
        segment.resize(newBytes);
    }

    /** The one that holds a position, or the first after it; null if there is none. */
    @Nullable
    Segment from(long position) {
        int low = 0;
        int high = segments.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (segments.get(middle).end() > position) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low == segments.size() ? null : segments.get(low);
    }

    /** Gives one up. */
    void doom(Segment segment) {
        if (segments.remove(segment)) {
            segment.giveUp();
            bytes -= segment.bytes();
            doomed.add(segment);
        }
    }

    /** Gives up those that hold nothing from a position on, but for one. */
    void doomBefore(long position, @Nullable Segment kept) {
        List<Segment> over = segments.stream()
                .filter(segment -> segment != kept && segment.end() <= position)
                .toList();
        over.forEach(this::doom);
    }

    /** The one that is to be deleted next. */
    @Nullable
    Segment doomed() {
        return doomed.isEmpty() ? null : doomed.get(0);
    }

    boolean hasDoomed() {
        return !doomed.isEmpty();
    }

    void deleted(Segment segment) {
        doomed.remove(segment);
    }
}
