package io.nephoscope.publisher.amqp.wire;

/**
 * Whether an object was seen before, lately, and nearly for certain: in little memory, and without holding on to it. An
 * object is known by bits of its identity's hash, in either of two places. Not thread-safe.
 */
final class Sightings {

    private static final int BUCKETS = 1 << 15;

    /** Two marks for each bucket; zero for none. */
    private final short[] marks = new short[2 * BUCKETS];

    /** Whether it was seen before. */
    boolean again(Object object) {
        int hash = System.identityHashCode(object);
        int bucket = 2 * (hash & (BUCKETS - 1));
        short mark = (short) (hash >>> 15 | 1);
        if (marks[bucket] == mark || marks[bucket + 1] == mark) {
            return true;
        }
        marks[bucket + 1] = marks[bucket];
        marks[bucket] = mark;
        return false;
    }
}
