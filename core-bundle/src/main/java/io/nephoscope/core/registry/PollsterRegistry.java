package io.nephoscope.core.registry;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.pollster.ResourcePollster;
import io.nephoscope.core.plugin.PollsterAccess;
import io.nephoscope.core.plugin.PollsterPlugin;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** All pollsters that bundles offer now, known by their service properties alone. */
@Component(service = PollsterRegistry.class)
public final class PollsterRegistry {

    private static final Services.Word POLLSTER = new Services.Word("pollster", "pollster.name");

    private final Changes changes = new Changes();
    private final PluginCalls calls;
    private final Services<Pollster> pollsters;
    private final Services<ResourcePollster> resourcePollsters;
    private final Services<PollsterBuilder> builders;
    private final Map<ServiceReference<PollsterBuilder>, BuiltPollsters> built = new ConcurrentHashMap<>();
    private final Runnable retry = this::retry;

    @Activate
    public PollsterRegistry(BundleContext context, @Reference PluginCalls calls) {
        this.calls = calls;
        pollsters = new Services<>(context, calls.threads(), POLLSTER);
        resourcePollsters = new Services<>(context, calls.threads(), POLLSTER);
        builders = new Services<>(context, calls.threads(), new Services.Word("pollster builder", ""));
        calls.atEachLook(retry);
    }

    @Deactivate
    void deactivate() {
        calls.forget(retry);
    }

    /** Runs on the watchdog. */
    private void retry() {
        built.values().forEach(BuiltPollsters::retry);
    }

    public Changes changes() {
        return changes;
    }

    /** All pollsters, the highest service ranking first; a builder's have the ranking of the builder. */
    public List<PollsterOffer> offers() {
        Stream<Ranked> services = pollsters
                .entries()
                .map(entry -> Ranked.one(entry, offer(entry, new PollsterAccess.AllAtOnce(entry.handle()))));
        Stream<Ranked> resourceServices = resourcePollsters
                .entries()
                .map(entry -> Ranked.one(entry, offer(entry, new PollsterAccess.OneByOne(entry.handle()))));
        Stream<Ranked> definitions = builders.entries()
                .map(entry -> new Ranked(
                        entry.reference(),
                        Stream.ofNullable(built.get(entry.reference())).flatMap(BuiltPollsters::offers)));
        return Stream.of(services, resourceServices, definitions)
                .flatMap(offers -> offers)
                .sorted(Comparator.comparing(Ranked::reference, Comparator.reverseOrder()))
                .flatMap(Ranked::offers)
                .toList();
    }

    /** What one service offers. References compare by ranking, then the older is the greater. */
    private record Ranked(ServiceReference<?> reference, Stream<PollsterOffer> offers) {

        static Ranked one(Services.Entry<?> entry, PollsterOffer offer) {
            return new Ranked(entry.reference(), Stream.of(offer));
        }
    }

    private static PollsterOffer offer(Services.Entry<?> entry, PollsterAccess access) {
        ServiceProperties properties = new ServiceProperties(entry.reference());
        PollsterPlugin plugin = new PollsterPlugin(
                properties.name("pollster.name"),
                properties.texts("pollster.namespace"),
                properties.text("pollster.discovery"),
                "",
                properties.origin(),
                access);
        return new PollsterOffer(plugin, properties.refusal());
    }

    /** Builders that do not answer as they should. */
    public Stream<HealthReport> health() {
        return built.values().stream().flatMap(BuiltPollsters::health);
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
        pollsters.changed(reference);
        changes.fire();
    }

    void removePollster(ServiceReference<Pollster> reference) {
        pollsters.remove(reference);
        changes.fire();
    }

    @Reference(
            service = ResourcePollster.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updatedResourcePollster")
    void addResourcePollster(ServiceReference<ResourcePollster> reference) {
        resourcePollsters.add(reference);
        changes.fire();
    }

    void updatedResourcePollster(ServiceReference<ResourcePollster> reference) {
        resourcePollsters.changed(reference);
        changes.fire();
    }

    void removeResourcePollster(ServiceReference<ResourcePollster> reference) {
        resourcePollsters.remove(reference);
        changes.fire();
    }

    @Reference(
            service = PollsterBuilder.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updatedBuilder")
    void addBuilder(ServiceReference<PollsterBuilder> reference) {
        BuiltPollsters builder = new BuiltPollsters(
                builders.add(reference), ServiceProperties.origin(reference), calls.threads(), changes::fire);
        built.put(reference, builder);
        builder.refresh();
    }

    void updatedBuilder(ServiceReference<PollsterBuilder> reference) {
        builders.changed(reference);
        BuiltPollsters builder = built.get(reference);
        if (builder != null) {
            builder.refresh();
        }
    }

    void removeBuilder(ServiceReference<PollsterBuilder> reference) {
        built.remove(reference);
        builders.remove(reference);
        changes.fire();
    }
}
