package io.nephoscope.discovery.cloud;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudException;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Finds what a cloud tells. Cycles of several intervals that begin together share one reading: the second waits for the first
 * and takes what it found. Thread-safe.
 */
abstract class CloudDiscovery implements Discovery {

    private record Held(Collection<Resource> found) {}

    private final Cloud cloud;
    private final ReentrantLock reading = new ReentrantLock(true);
    private RecentReading last = RecentReading.NONE;

    CloudDiscovery(Cloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public final Collection<Resource> discover(DiscoveryRequest request)
            throws DiscoveryException, InterruptedException {
        if (!reading.tryLock(request.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
            throw new DiscoveryException("another cycle still reads the same list, and there is no time left");
        }
        try {
            Collection<Resource> found = last.of(request);
            if (found == null) {
                found = find(cloud, request);
                last = RecentReading.of(request, found);
                hold(found, request);
            }
            return found;
        } catch (CloudException e) {
            throw new DiscoveryException(String.valueOf(e.getMessage()), e);
        } finally {
            reading.unlock();
        }
    }

    /** Keeps what was found for as long as the cycle lasts, and no longer. */
    private void hold(Collection<Resource> found, DiscoveryRequest request) throws InterruptedException {
        String name = getClass().getName() + request.parameter().orElse("");
        request.cycle().shared(Held.class, name, () -> new Held(found));
    }

    /** Asks the cloud. Called by one thread at a time. */
    abstract Collection<Resource> find(Cloud cloud, DiscoveryRequest request)
            throws CloudException, DiscoveryException, InterruptedException;
}
