package io.nephoscope.core.registry;

import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** All discoveries that bundles offer now. */
@Component(service = DiscoveryRegistry.class)
public final class DiscoveryRegistry {

    private final Changes changes = new Changes();
    private final Services<Discovery> discoveries;

    @Activate
    public DiscoveryRegistry(BundleContext context) {
        discoveries = new Services<>(context);
    }

    public Changes changes() {
        return changes;
    }

    /** The discoveries, the highest service ranking first. */
    public List<DiscoveryPlugin> discoveries() {
        return discoveries.list((reference, handle) -> Stream.of(new DiscoveryPlugin(
                Services.text(reference, "discovery.name"),
                Services.texts(reference, "discovery.namespace"),
                Services.origin(reference),
                handle)));
    }

    @Reference(
            service = Discovery.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updatedDiscovery")
    void addDiscovery(ServiceReference<Discovery> reference) {
        discoveries.add(reference);
        changes.fire();
    }

    void updatedDiscovery(ServiceReference<Discovery> reference) {
        changes.fire();
    }

    void removeDiscovery(ServiceReference<Discovery> reference) {
        discoveries.remove(reference);
        changes.fire();
    }
}
