package io.nephoscope.api.partition;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Who polls resources at one due time of one series. Immutable and thread-safe. Two are equal if they are known to own the
 * same: then there is nothing to catch up with.
 */
@ConsumerType
public interface Ownership {

    /**
     * Whether this agent polls a resource. Called for each resource of each poll: it must be cheap.
     *
     * @param group what is shared out together: see {@link io.nephoscope.api.discovery.DiscoveryService#group()}; never
     *     empty, since what is in no group is not shared out
     * @param resource the resource's id, see {@link io.nephoscope.api.sample.Resource#id()}
     */
    boolean owns(String group, String resource);

    /**
     * Which agent polls a resource, for the operator.
     *
     * @return empty if none does, or it is not known
     */
    Optional<String> owner(String group, String resource);
}
