package io.nephoscope.coordination;

import io.nephoscope.api.coordination.CoordinationEngine;
import io.nephoscope.api.coordination.ToozGroups;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The engines that are there now, by the schemes of URLs that they take. Thread-safe. */
@Component(service = CoordinationEngines.class)
public final class CoordinationEngines {

    private final List<Offer> offers = new CopyOnWriteArrayList<>();
    private final List<ToozOffer> tooz = new CopyOnWriteArrayList<>();
    private volatile Runnable come = () -> {};
    private volatile Consumer<CoordinationEngine> going = engine -> {};

    private record Offer(CoordinationEngine engine, Set<String> schemes) {}

    private record ToozOffer(ToozGroups groups, Set<String> schemes) {}

    /** Called by Declarative Services. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindGroups(ToozGroups groups, Map<String, ?> properties) {
        tooz.add(new ToozOffer(groups, schemes(properties.get(CoordinationEngine.SCHEME))));
        come.run();
    }

    void unbindGroups(ToozGroups groups) {
        tooz.removeIf(offer -> offer.groups() == groups);
        come.run();
    }

    /** Called by Declarative Services. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bind(CoordinationEngine engine, Map<String, ?> properties) {
        offers.add(new Offer(engine, schemes(properties.get(CoordinationEngine.SCHEME))));
        come.run();
    }

    /** Returns once the engine is closed. */
    void unbind(CoordinationEngine engine) {
        offers.removeIf(offer -> offer.engine() == engine);
        going.accept(engine);
    }

    private static Set<String> schemes(@Nullable Object property) {
        Stream<?> values = property instanceof Object[] array
                ? Stream.of(array)
                : property instanceof Collection<?> several ? several.stream() : Stream.ofNullable(property);
        return new TreeSet<>(values.map(String::valueOf).toList());
    }

    /** Of several the one that has been there longest. */
    Optional<CoordinationEngine> of(String scheme) {
        return offers.stream()
                .filter(offer -> offer.schemes().contains(scheme))
                .map(Offer::engine)
                .findFirst();
    }

    /** Who knows tooz's groups there. */
    Optional<ToozGroups> groups(String scheme) {
        return tooz.stream()
                .filter(offer -> offer.schemes().contains(scheme))
                .map(ToozOffer::groups)
                .findFirst();
    }

    /** All schemes that there are engines for. */
    Set<String> schemes() {
        Set<String> all = new TreeSet<>();
        offers.forEach(offer -> all.addAll(offer.schemes()));
        return all;
    }

    /**
     * Tells of changes.
     *
     * @param newCome there is one more, or one less that knows tooz's groups
     * @param newGoing one is about to go, and is not to be used any more when this returns
     */
    void listen(Runnable newCome, Consumer<CoordinationEngine> newGoing) {
        come = newCome;
        going = newGoing;
    }
}
