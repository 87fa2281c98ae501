package io.nephoscope.core.cycle;

import io.nephoscope.support.retry.Backoff;

/**
 * How cycles poll.
 *
 * @param threads how many pollsters of one cycle may run at the same time
 * @param batchSize samples per batch; 0 for a batch of each sample
 * @param sampleSource the source of samples that name none
 * @param blacklist when a blacklisted resource is tried again; a first delay of zero for never
 * @param names whether owners of samples are to be known by names, too
 */
public record PollSettings(
        int threads, int batchSize, String sampleSource, Backoff blacklist, Bounds bounds, boolean names) {

    /** Without names of owners. */
    public PollSettings(int threads, int batchSize, String sampleSource, Backoff blacklist, Bounds bounds) {
        this(threads, batchSize, sampleSource, blacklist, bounds, false);
    }

    /**
     * What one plugin may hand over at once.
     *
     * @param samples of one poll
     * @param resources of one discovery
     */
    public record Bounds(int samples, int resources) {

        /** Far more than any plugin that is well. */
        public static final Bounds STANDARD = new Bounds(1_000_000, 200_000);
    }
}
