package io.nephoscope.journal;

import java.util.List;

/**
 * What one publisher is done with.
 *
 * @param before all before this position
 * @param beyond and these after it, in order, without touching each other
 */
public record Cursor(long before, List<Positions> beyond) {

    public Cursor {
        beyond = List.copyOf(beyond);
    }

    /** Whether the publisher is done with a position. */
    public boolean isDone(long position) {
        return position < before || beyond.stream().anyMatch(range -> range.contains(position));
    }
}
