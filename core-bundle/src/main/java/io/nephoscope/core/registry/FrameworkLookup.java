package io.nephoscope.core.registry;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Gets a service from the framework. It is not asked for again once its class could not be initialised: no attempt could
 * be better, and what Java says of a later one is not the cause. A bundle that is replaced has another reference.
 */
final class FrameworkLookup<T> implements Lookup<T> {

    private final BundleContext context;
    private final ServiceReference<T> reference;
    /** Written and read by one caller at a time, as the contract of {@link Lookup} says. */
    private ActivationFailures.@Nullable Failure failure;

    FrameworkLookup(BundleContext context, ServiceReference<T> reference) {
        this.context = context;
        this.reference = reference;
    }

    @Override
    public @Nullable T get() {
        if (failure != null && failure.isFinal()) {
            return null;
        }
        T service = context.getService(reference);
        failure = service == null ? ActivationFailures.of(context, reference) : null;
        return service;
    }

    @Override
    public void unget() {
        try {
            context.ungetService(reference);
        } catch (IllegalStateException e) {
            // The core itself is stopping: the framework has already given everything back.
        }
    }

    @Override
    public String reason() {
        return "bundle " + ServiceProperties.origin(reference).bundle() + " says: "
                + (failure == null ? "nothing" : failure.reason());
    }
}
