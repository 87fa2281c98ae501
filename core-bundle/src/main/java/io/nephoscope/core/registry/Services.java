package io.nephoscope.core.registry;

import io.nephoscope.core.plugin.Origin;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** The services of one type that are there now, each with its handle. Nothing of a service stays when it is removed. */
final class Services<T> {

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration GRACE_AT_SHUTDOWN = Duration.ofMillis(200);

    private final BundleContext context;
    private final Map<ServiceReference<T>, ServiceHandle<T>> handles = new ConcurrentHashMap<>();

    Services(BundleContext context) {
        this.context = context;
    }

    ServiceHandle<T> add(ServiceReference<T> reference) {
        ServiceHandle<T> handle = new ServiceHandle<>(new FrameworkLookup<>(context, reference));
        handles.put(reference, handle);
        return handle;
    }

    /** Returns when no use of the service runs any more, or the bound is reached. */
    void remove(ServiceReference<T> reference) {
        ServiceHandle<T> handle = handles.remove(reference);
        if (handle != null) {
            boolean shutdown =
                    context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() == Bundle.STOPPING;
            handle.close(shutdown ? GRACE_AT_SHUTDOWN : GRACE);
        }
    }

    /** What is there, the highest service ranking first. */
    <R> List<R> list(BiFunction<ServiceReference<T>, ServiceHandle<T>, Stream<R>> view) {
        return handles.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                .filter(entry -> entry.getKey().getBundle() != null)
                .flatMap(entry -> view.apply(entry.getKey(), entry.getValue()))
                .toList();
    }

    static Origin origin(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        return bundle == null
                ? new Origin("", "", "")
                : new Origin(
                        String.valueOf(bundle.getSymbolicName()),
                        bundle.getVersion().toString(),
                        bundle.getBundleId() + "/" + bundle.getLastModified());
    }

    /** A property that is one string; empty if it is not there. */
    static String text(ServiceReference<?> reference, String key) {
        return reference.getProperty(key) instanceof String text ? text : "";
    }

    /** A property that is a string, an array or a collection of strings. */
    static Set<String> texts(ServiceReference<?> reference, String key) {
        @Nullable Object value = reference.getProperty(key);
        if (value instanceof String[] array) {
            return Set.copyOf(List.of(array));
        }
        if (value instanceof Collection<?> collection) {
            return Set.copyOf(collection.stream().map(String::valueOf).toList());
        }
        return value instanceof String text ? Set.of(text) : Set.of();
    }
}
