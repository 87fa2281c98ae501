package io.nephoscope.core.publish;

import java.time.Instant;

/**
 * What is remembered of a batch in the store.
 *
 * @param due together with source and pollster its slot
 * @param samples how many it holds
 */
public record BatchKey(String source, String pollster, Instant due, int samples) {}
