package io.nephoscope.api.discovery;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.sample.Resource;
import java.util.Collection;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Finds resources to poll. Register it as a component annotated with {@link DiscoveryService}.
 */
@ConsumerType
public interface Discovery {

    /**
     * Lists what is there now. Called at most once per cycle and parameter; the result, or the
     * failure, serves all pollsters of the cycle. May be called at the same time for different
     * intervals.
     *
     * @return resources with stable ids; duplicates are dropped. Empty means that there is nothing,
     *     never that nothing could be learnt
     * @throws DiscoveryException if the inventory cannot be read
     * @throws InterruptedException if interrupted while waiting
     */
    Collection<Resource> discover(DiscoveryRequest request) throws DiscoveryException, InterruptedException;
}
