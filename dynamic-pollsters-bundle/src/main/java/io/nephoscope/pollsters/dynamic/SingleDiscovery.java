package io.nephoscope.pollsters.dynamic;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryService;
import io.nephoscope.api.sample.Resource;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** One resource, for pollsters that know by themselves whom to ask. */
@Component(service = Discovery.class)
@DiscoveryService(
        name = "single",
        namespace = {"central", "compute", "ipmi"},
        group = "global")
public final class SingleDiscovery implements Discovery {

    private static final List<Resource> ONE = List.of(new Resource("single", ""));

    @Override
    public Collection<Resource> discover(DiscoveryRequest request) {
        return ONE;
    }
}
