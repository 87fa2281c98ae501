package io.nephoscope.partition.coordination;

import java.time.Duration;

/**
 * How members agree; the same on all.
 *
 * @param slots how many hash slots there are; what counts is the number in the record, once there is one
 * @param lead how long before it is to happen a hand-over is planned: longer than a session, so that whoever has not heard
 *     of it by then is gone; and longer than clocks differ
 * @param settle how long members wait for more newcomers before they share out anew
 * @param grace how long a member must have seen all others before it takes over from those that are gone: more than a
 *     session, so that after an outage of the engine all can come back first
 * @param hold how long samples wait for an engine that cannot be reached before they are published all the same
 * @param rebalance how long before it is looked again whether what polling costs is shared out evenly; zero for never
 */
public record PartitionSettings(
        int slots, Duration lead, Duration settle, Duration grace, Duration hold, Duration rebalance) {

    /** For sessions of ten seconds. */
    public static final PartitionSettings DEFAULT = new PartitionSettings(
            4096,
            Duration.ofSeconds(15),
            Duration.ofSeconds(3),
            Duration.ofSeconds(15),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10));
}
