package io.nephoscope.core.registry;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.core.plugin.PublisherPlugin;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** All publishers that bundles offer now. */
@Component(service = PublisherRegistry.class)
public final class PublisherRegistry {

    private final Changes changes = new Changes();
    private final Services<Publisher> publishers;

    @Activate
    public PublisherRegistry(BundleContext context, @Reference PluginCalls calls) {
        publishers = new Services<>(context, calls.threads(), new Services.Word("publisher", "publisher.name"));
    }

    public Changes changes() {
        return changes;
    }

    /** The publishers that can be used, the highest service ranking first. */
    public List<PublisherPlugin> publishers() {
        return offers().filter(offer -> offer.refusal().isEmpty())
                .map(Offer::plugin)
                .toList();
    }

    /** Those that cannot be used as they are described. */
    public Stream<HealthReport> health() {
        return offers().filter(offer -> !offer.refusal().isEmpty())
                .map(offer -> HealthReport.failed(
                        "publisher " + offer.plugin().name() + " of "
                                + offer.plugin().origin().bundle(),
                        offer.refusal(),
                        "mend its bundle"));
    }

    /** A publisher as its bundle offers it; the refusal says why it cannot be used, and is empty if it can. */
    private record Offer(PublisherPlugin plugin, String refusal) {}

    private Stream<Offer> offers() {
        return publishers.all().stream().map(PublisherRegistry::offer);
    }

    private static Offer offer(Services.Entry<Publisher> entry) {
        ServiceProperties properties = new ServiceProperties(entry.reference());
        PublisherPlugin plugin =
                new PublisherPlugin(properties.name("publisher.name"), properties.origin(), entry.handle());
        return new Offer(plugin, properties.refusal());
    }

    @Reference(
            service = Publisher.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updatedPublisher")
    void addPublisher(ServiceReference<Publisher> reference) {
        publishers.add(reference);
        changes.fire();
    }

    void updatedPublisher(ServiceReference<Publisher> reference) {
        publishers.changed(reference);
        changes.fire();
    }

    void removePublisher(ServiceReference<Publisher> reference) {
        publishers.remove(reference);
        changes.fire();
    }
}
