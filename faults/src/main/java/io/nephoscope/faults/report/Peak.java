package io.nephoscope.faults.report;

/** The most that was needed at once: resident memory of all processes, and the size of the files of the store. */
public record Peak(long memoryBytes, long storeBytes) {

    static final Peak NONE = new Peak(0, 0);

    Peak or(Peak other) {
        return new Peak(Math.max(memoryBytes, other.memoryBytes), Math.max(storeBytes, other.storeBytes));
    }
}
