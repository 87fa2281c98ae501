package io.nephoscope.faults.partition;

import java.time.Instant;
import java.util.UUID;

/**
 * A sample that came out of the queue.
 *
 * @param resource which of the resources that all agents share
 * @param polled the sample's own timestamp, which says of which slot it is
 * @param agent who polled it
 * @param redelivered whether the broker says that it has handed it over before
 */
record Sighting(int resource, Instant polled, UUID id, String agent, boolean redelivered) {}
