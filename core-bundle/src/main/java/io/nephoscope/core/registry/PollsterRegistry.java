package io.nephoscope.core.registry;

import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.core.plugin.PollsterPlugin;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** All pollsters that bundles offer now, known by their service properties alone. */
@Component(service = PollsterRegistry.class)
public final class PollsterRegistry {

    private final Changes changes = new Changes();
    private final Services<Pollster> pollsters;
    private final Services<PollsterBuilder> builders;
    private final Map<ServiceReference<PollsterBuilder>, BuilderPollsters> built = new ConcurrentHashMap<>();

    @Activate
    public PollsterRegistry(BundleContext context) {
        pollsters = new Services<>(context);
        builders = new Services<>(context);
    }

    public Changes changes() {
        return changes;
    }

    /** The pollsters, the highest service ranking first. */
    public List<PollsterPlugin> pollsters() {
        List<PollsterPlugin> services = pollsters.list((reference, handle) -> Stream.of(new PollsterPlugin(
                Services.text(reference, "pollster.name"),
                Services.texts(reference, "pollster.namespace"),
                Services.text(reference, "pollster.discovery"),
                Services.origin(reference),
                handle)));
        List<PollsterPlugin> definitions = builders.list((reference, handle) -> {
            BuilderPollsters builder = built.get(reference);
            return builder == null ? Stream.empty() : builder.plugins();
        });
        return Stream.concat(services.stream(), definitions.stream()).toList();
    }

    @Reference(
            service = Pollster.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updatedPollster")
    void addPollster(ServiceReference<Pollster> reference) {
        pollsters.add(reference);
        changes.fire();
    }

    void updatedPollster(ServiceReference<Pollster> reference) {
        changes.fire();
    }

    void removePollster(ServiceReference<Pollster> reference) {
        pollsters.remove(reference);
        changes.fire();
    }

    @Reference(
            service = PollsterBuilder.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updatedBuilder")
    void addBuilder(ServiceReference<PollsterBuilder> reference) {
        built.put(reference, new BuilderPollsters(builders.add(reference), Services.origin(reference)));
        refresh(reference);
    }

    void updatedBuilder(ServiceReference<PollsterBuilder> reference) {
        refresh(reference);
    }

    void removeBuilder(ServiceReference<PollsterBuilder> reference) {
        BuilderPollsters builder = built.remove(reference);
        if (builder != null) {
            builder.forget();
        }
        builders.remove(reference);
        changes.fire();
    }

    /** On a thread of its own: a builder that blocks holds up nobody else. */
    private void refresh(ServiceReference<PollsterBuilder> reference) {
        BuilderPollsters builder = built.get(reference);
        if (builder != null) {
            Thread thread = new Thread(
                    () -> {
                        builder.refresh();
                        changes.fire();
                    },
                    "nephoscope-builder");
            thread.setDaemon(true);
            thread.start();
        }
    }
}
