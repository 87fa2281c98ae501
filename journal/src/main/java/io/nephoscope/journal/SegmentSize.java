package io.nephoscope.journal;

/** How large segments are: small parts of the bound, for room is made by whole segments. */
final class SegmentSize {

    private static final int PARTS = 64;
    private static final long LEAST = 256 << 10;
    private static final long MOST = 16 << 20;

    private SegmentSize() {}

    static long of(long bound) {
        return Math.max(LEAST, Math.min(MOST, bound / PARTS));
    }
}
