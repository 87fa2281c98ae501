package io.nephoscope.core.registry;

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
    public PublisherRegistry(BundleContext context) {
        publishers = new Services<>(context);
    }

    public Changes changes() {
        return changes;
    }

    /** The publishers, the highest service ranking first. */
    public List<PublisherPlugin> publishers() {
        return publishers.list((reference, handle) -> Stream.of(
                new PublisherPlugin(Services.text(reference, "publisher.name"), Services.origin(reference), handle)));
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
        changes.fire();
    }

    void removePublisher(ServiceReference<Publisher> reference) {
        publishers.remove(reference);
        changes.fire();
    }
}
