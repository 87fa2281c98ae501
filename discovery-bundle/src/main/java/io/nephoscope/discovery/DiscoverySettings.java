package io.nephoscope.discovery;

import java.time.Duration;
import java.util.Optional;

/**
 * How instances are found.
 *
 * @param refresh the age at which a domain's description is read again
 * @param fetchesExtra whether Nova is asked for the metadata that users gave to all servers
 * @param listing how Nova is asked for the instances themselves; empty where they are found by their domains
 */
record DiscoverySettings(
        InstanceFactory factory, Duration refresh, boolean fetchesExtra, Optional<NovaListing> listing) {

    /**
     * How Nova is asked for instances.
     *
     * @param updateInterval how long a list counts before what changed is asked for
     * @param cacheExpiry how long before all is asked for
     */
    record NovaListing(Duration updateInterval, Duration cacheExpiry) {}

    /** By the metadata of domains. */
    DiscoverySettings(InstanceFactory factory, Duration refresh, boolean fetchesExtra) {
        this(factory, refresh, fetchesExtra, Optional.empty());
    }

    /** The same, with owners' names or without. */
    DiscoverySettings naming(boolean names) {
        return new DiscoverySettings(
                new InstanceFactory(factory.host(), factory.reserved(), names), refresh, fetchesExtra, listing);
    }
}
