package io.nephoscope.core.cycle;

import java.time.Duration;
import java.time.Instant;

/**
 * One call of one discovery.
 *
 * @param error why it failed; empty if it did not
 */
public record DiscoveryReport(Instant startedAt, Duration duration, int resources, String error) {}
