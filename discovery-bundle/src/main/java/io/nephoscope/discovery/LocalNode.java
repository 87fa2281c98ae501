package io.nephoscope.discovery;

import io.nephoscope.api.cycle.DiscoveryRequest;
import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.discovery.DiscoveryService;
import io.nephoscope.api.sample.Resource;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds this host itself, by its name in Nova: for what is read once on each host. */
@Component
@DiscoveryService(
        name = "local_node",
        namespace = {"compute", "ipmi", "central"},
        group = "")
public final class LocalNode implements Discovery {

    private final Supplier<DiscoverySettings> settings;

    @Activate
    public LocalNode(@Reference DiscoveryConfiguration configuration) {
        this(configuration::settings);
    }

    LocalNode(Supplier<DiscoverySettings> settings) {
        this.settings = settings;
    }

    @Override
    public Collection<Resource> discover(DiscoveryRequest request) {
        return List.of(Resource.of(settings.get().factory().host()));
    }
}
