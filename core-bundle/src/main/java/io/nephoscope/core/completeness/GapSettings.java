package io.nephoscope.core.completeness;

/**
 * Whether and how gaps are published.
 *
 * @param published whether they are
 * @param batchSize samples of a batch at most; 0 for a batch of each
 * @param sampleSource the source of the samples
 */
public record GapSettings(boolean published, int batchSize, String sampleSource) {

    /** Gaps are only counted. */
    public static final GapSettings NONE = new GapSettings(false, 0, "");
}
