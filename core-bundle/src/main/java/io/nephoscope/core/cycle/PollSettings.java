package io.nephoscope.core.cycle;

/**
 * How cycles poll.
 *
 * @param threads how many pollsters of one cycle may run at the same time
 * @param batchSize samples per batch; 0 for a batch of each sample
 * @param sampleSource the source of samples that name none
 */
public record PollSettings(int threads, int batchSize, String sampleSource, BlacklistDelays blacklist) {}
