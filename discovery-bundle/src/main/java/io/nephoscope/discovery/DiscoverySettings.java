package io.nephoscope.discovery;

import java.time.Duration;

/**
 * How instances are found.
 *
 * @param refresh the age at which a domain's description is read again
 * @param fetchesExtra whether Nova is asked for the metadata that users gave to all servers
 */
record DiscoverySettings(InstanceFactory factory, Duration refresh, boolean fetchesExtra) {}
