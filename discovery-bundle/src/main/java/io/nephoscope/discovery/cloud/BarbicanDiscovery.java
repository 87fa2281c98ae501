package io.nephoscope.discovery.cloud;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryException;
import io.nephoscope.api.discovery.DiscoveryService;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * A secret that Barbican keeps: {@code barbican://<id>}. Its payload is the detail of the one resource, whose id is the secret's;
 * ids alone are ever shown. Without a parameter the one resource says that there is none, as in Ceilometer.
 */
@Component(service = Discovery.class)
@DiscoveryService(name = "barbican", namespace = "central", group = "global")
public final class BarbicanDiscovery extends CloudDiscovery {

    private static final String BARBICAN = "key-manager";
    private static final Resource NONE = Resource.of("No secrets found");

    @Activate
    public BarbicanDiscovery(@Reference Cloud cloud) {
        super(cloud);
    }

    @Override
    Collection<Resource> find(Cloud cloud, DiscoveryRequest request)
            throws CloudException, DiscoveryException, InterruptedException {
        String id = request.parameter().orElse("");
        if (id.isEmpty() || !cloud.offers(BARBICAN, request.remaining())) {
            return List.of(NONE);
        }
        if (!id.matches("[A-Za-z0-9-]{1,64}")) {
            throw new DiscoveryException("what stands after barbican:// is no id of a secret");
        }
        byte[] payload = cloud.service(BARBICAN)
                .header("Accept", "*/*")
                .bytes("/v1/secrets/" + id + "/payload", request.remaining());
        return List.of(new Resource(id, new String(payload, StandardCharsets.UTF_8)));
    }
}
