package io.nephoscope.journal;

/**
 * Positions one after the other.
 *
 * @param from the first
 * @param to after the last
 */
public record Positions(long from, long to) {

    /** None. */
    public static final Positions NONE = new Positions(0, 0);

    public Positions {
        if (from > to) {
            throw new IllegalArgumentException("positions from " + from + " to " + to);
        }
    }

    public boolean isEmpty() {
        return from == to;
    }

    public boolean contains(long position) {
        return from <= position && position < to;
    }
}
