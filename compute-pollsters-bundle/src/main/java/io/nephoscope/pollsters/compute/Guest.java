package io.nephoscope.pollsters.compute;

import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.Instance;

/**
 * An instance and what is known of it in one cycle.
 *
 * @param readAt seconds of the monotonic clock
 */
record Guest(Instance instance, DomainStats stats, double readAt, ReadingContext context) {}
