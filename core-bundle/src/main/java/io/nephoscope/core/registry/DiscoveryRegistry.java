package io.nephoscope.core.registry;

import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.health.HealthReport;
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
    public DiscoveryRegistry(BundleContext context, @Reference PluginCalls calls) {
        discoveries = new Services<>(context, calls.threads(), new Services.Word("discovery", "discovery.name"));
    }

    public Changes changes() {
        return changes;
    }

    /** The discoveries that can be used, the highest service ranking first. */
    public List<DiscoveryPlugin> discoveries() {
        return offers().filter(offer -> offer.refusal().isEmpty())
                .map(Offer::plugin)
                .toList();
    }

    /** Those that cannot be used as they are described. */
    public Stream<HealthReport> health() {
        return offers().filter(offer -> !offer.refusal().isEmpty())
                .map(offer -> HealthReport.failed(
                        "discovery " + offer.plugin().name() + " of "
                                + offer.plugin().origin().bundle(),
                        offer.refusal(),
                        "mend its bundle"));
    }

    /** A discovery as its bundle offers it; the refusal says why it cannot be used, and is empty if it can. */
    private record Offer(DiscoveryPlugin plugin, String refusal) {}

    private Stream<Offer> offers() {
        return discoveries.all().stream().map(DiscoveryRegistry::offer);
    }

    private static Offer offer(Services.Entry<Discovery> entry) {
        ServiceProperties properties = new ServiceProperties(entry.reference());
        DiscoveryPlugin plugin = new DiscoveryPlugin(
                properties.name("discovery.name"),
                properties.texts("discovery.namespace"),
                properties.text("discovery.group"),
                properties.origin(),
                entry.handle());
        return new Offer(plugin, properties.refusal());
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
        discoveries.changed(reference);
        changes.fire();
    }

    void removeDiscovery(ServiceReference<Discovery> reference) {
        discoveries.remove(reference);
        changes.fire();
    }
}
