package io.nephoscope.core.registry;

import io.nephoscope.core.plugin.PluginThreads;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private final PluginThreads threads;
    private final Word word;
    private final Map<ServiceReference<T>, ServiceHandle<T>> handles = new ConcurrentHashMap<>();

    /**
     * What the operator calls a service of this type.
     *
     * @param noun such as {@code pollster}
     * @param nameKey the service property that holds its name; empty if it has none
     */
    record Word(String noun, String nameKey) {}

    /** A service and the way to it. */
    record Entry<T>(ServiceReference<T> reference, ServiceHandle<T> handle) {}

    Services(BundleContext context, PluginThreads threads, Word word) {
        this.context = context;
        this.threads = threads;
        this.word = word;
    }

    ServiceHandle<T> add(ServiceReference<T> reference) {
        ServiceProperties properties = new ServiceProperties(reference);
        String name = word.nameKey().isEmpty() ? word.noun() : word.noun() + " " + properties.text(word.nameKey());
        ServiceHandle.Named named =
                new ServiceHandle.Named(name, properties.origin().bundle());
        ServiceHandle<T> handle = new ServiceHandle<>(new FrameworkLookup<>(context, reference), threads, named);
        handles.put(reference, handle);
        return handle;
    }

    /** Notes that the properties of a service have changed. */
    void changed(ServiceReference<T> reference) {
        ServiceHandle<T> handle = handles.get(reference);
        if (handle != null) {
            handle.changed();
        }
    }

    /** Returns when no use of the service runs any more, or the bound is reached. */
    void remove(ServiceReference<T> reference) {
        ServiceHandle<T> handle = handles.remove(reference);
        if (handle != null) {
            handle.close(isShutdown() ? GRACE_AT_SHUTDOWN : GRACE);
        }
    }

    private boolean isShutdown() {
        @Nullable Bundle framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        return framework == null || framework.getState() == Bundle.STOPPING;
    }

    /** What is there, the highest service ranking first. */
    List<Entry<T>> all() {
        return entries()
                .sorted(Comparator.comparing(Entry::reference, Comparator.reverseOrder()))
                .toList();
    }

    /** The same in no order. */
    Stream<Entry<T>> entries() {
        return handles.entrySet().stream()
                .filter(entry -> entry.getKey().getBundle() != null)
                .map(entry -> new Entry<>(entry.getKey(), entry.getValue()));
    }
}
