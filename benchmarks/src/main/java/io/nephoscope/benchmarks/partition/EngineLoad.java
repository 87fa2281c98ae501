package io.nephoscope.benchmarks.partition;

/** What an engine had to do. */
final class EngineLoad {

    private long writes;
    private long writtenBytes;
    private long conflicts;
    private long reads;
    private long events;
    private long toldBytes;
    private long signs;
    private int largest;
    private long busiestSecond;
    private long second;
    private long inSecond;

    /** Counted since the last reset; texts are of ASCII. */
    record Sums(
            long writes,
            long writtenBytes,
            long conflicts,
            long reads,
            long events,
            long toldBytes,
            long signs,
            int largest,
            long busiestSecond) {}

    /** A write, by a clock in milliseconds. */
    void wrote(int bytes, long now) {
        writes++;
        writtenBytes += bytes;
        largest = Math.max(largest, bytes);
        if (now / 1000 != second) {
            second = now / 1000;
            inSecond = 0;
        }
        busiestSecond = Math.max(busiestSecond, ++inSecond);
    }

    void refused() {
        conflicts++;
    }

    void read(int records) {
        reads += records;
    }

    /** A client was told a change. */
    void told(int bytes) {
        events++;
        toldBytes += bytes;
    }

    /** A client has kept its session alive. */
    void signOfLife() {
        signs++;
    }

    void reset() {
        writes = 0;
        writtenBytes = 0;
        conflicts = 0;
        reads = 0;
        events = 0;
        toldBytes = 0;
        signs = 0;
        busiestSecond = 0;
    }

    Sums sums() {
        return new Sums(writes, writtenBytes, conflicts, reads, events, toldBytes, signs, largest, busiestSecond);
    }
}
