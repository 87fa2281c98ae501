package io.nephoscope.connector.openstack.cloud;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One session with an OpenStack cloud, which all plugins share. It is a service for as long as credentials are
 * configured, whether Keystone answers or not: the first call signs in, and a new token is got before the old one
 * expires. Thread-safe, and to be kept only as long as the service is there.
 *
 * <p>Every call is bounded by the time it is given: hand on what {@code Poll.remaining()} or {@code
 * DiscoveryRequest.remaining()} tell. Requests to one service share a bounded number of slots, which the connector
 * lowers while the service is slow or asks for patience.
 */
@ProviderType
public interface Cloud {

    /**
     * One service. Asks nobody: whether the catalogue has it turns out with the first call.
     *
     * @param type such as {@code image} or {@code block-storage}; the usual other names, such as {@code volumev3},
     *     mean the same service
     */
    CloudService service(String type);

    /**
     * One service by the name that the catalogue has for it, where several are of one type. Asks nobody.
     *
     * @param name such as {@code ceph}
     */
    CloudService serviceNamed(String name);

    /**
     * Whether the catalogue has a service, of any interface and in any region.
     *
     * @throws CloudException if the catalogue cannot be had
     * @throws InterruptedException if interrupted while waiting
     */
    boolean offers(String type, Duration remaining) throws CloudException, InterruptedException;

    /**
     * What the catalogue has of the configured interface and region, in the catalogue's order.
     *
     * @throws CloudException if the catalogue cannot be had
     * @throws InterruptedException if interrupted while waiting
     */
    List<CloudEndpoint> endpoints(Duration remaining) throws CloudException, InterruptedException;
}
