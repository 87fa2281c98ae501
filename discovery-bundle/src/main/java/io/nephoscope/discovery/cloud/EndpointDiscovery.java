package io.nephoscope.discovery.cloud;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryService;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudEndpoint;
import io.nephoscope.connector.openstack.cloud.CloudException;
import java.util.Collection;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Addresses of the catalogue: {@code endpoint://compute} those of one type, {@code endpoint} all. A resource's id is its URL. */
@Component(service = Discovery.class)
@DiscoveryService(name = "endpoint", namespace = "central", group = "global")
public final class EndpointDiscovery extends CloudDiscovery {

    @Activate
    public EndpointDiscovery(@Reference Cloud cloud) {
        super(cloud);
    }

    @Override
    Collection<Resource> find(Cloud cloud, DiscoveryRequest request) throws CloudException, InterruptedException {
        Optional<String> type = request.parameter().filter(written -> !written.isEmpty());
        // Says once, and in health, what the catalogue lacks.
        if (type.isPresent()) {
            cloud.offers(type.get(), request.remaining());
        }
        return cloud.endpoints(request.remaining()).stream()
                .filter(endpoint -> type.isEmpty() || endpoint.type().equals(type.get()))
                .map(CloudEndpoint::url)
                .map(url -> Resource.of(url.toString()))
                .toList();
    }
}
