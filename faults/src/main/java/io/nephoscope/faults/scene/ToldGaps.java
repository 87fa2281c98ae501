package io.nephoscope.faults.scene;

/**
 * Slots of the oracle's sources that an agent itself tells as gaps, since it was started.
 *
 * @param all of them
 * @param begun those that may have had an answer, which leaves no sample all the same
 */
public record ToldGaps(long all, long begun) {

    /** Of an agent that tells nothing. */
    public static final ToldGaps NONE = new ToldGaps(0, 0);

    /** Those since then. */
    public ToldGaps minus(ToldGaps before) {
        return new ToldGaps(Math.max(0, all - before.all), Math.max(0, begun - before.begun));
    }
}
