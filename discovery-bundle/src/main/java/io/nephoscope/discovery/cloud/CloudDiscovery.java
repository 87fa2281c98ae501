package io.nephoscope.discovery.cloud;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.cycle.SharedLoadException;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.JointReadings;
import java.util.Collection;

/**
 * Finds what a cloud tells. Cycles of several intervals that begin together share one reading: the second waits for the first
 * and takes what it found. Thread-safe.
 */
abstract class CloudDiscovery implements Discovery {

    private final Cloud cloud;
    private final JointReadings readings = new JointReadings();

    private record Found(Collection<Resource> resources) {}

    CloudDiscovery(Cloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public final Collection<Resource> discover(DiscoveryRequest request)
            throws DiscoveryException, InterruptedException {
        String key = getClass().getName() + request.parameter().orElse("");
        try {
            return readings.shared(request.cycle(), Found.class, key, () -> new Found(find(cloud, request)))
                    .resources();
        } catch (SharedLoadException e) {
            if (e.getCause() instanceof CloudException || e.getCause() instanceof DiscoveryException) {
                throw new DiscoveryException(String.valueOf(e.getMessage()), e.getCause());
            }
            throw e;
        }
    }

    /** Asks the cloud. May be called by several threads, for cycles that do not fall together. */
    abstract Collection<Resource> find(Cloud cloud, DiscoveryRequest request)
            throws CloudException, DiscoveryException, InterruptedException;
}
