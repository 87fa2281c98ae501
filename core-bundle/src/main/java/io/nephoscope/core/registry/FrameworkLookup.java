package io.nephoscope.core.registry;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Gets a service from the framework. */
final class FrameworkLookup<T> implements Lookup<T> {

    private final BundleContext context;
    private final ServiceReference<T> reference;

    FrameworkLookup(BundleContext context, ServiceReference<T> reference) {
        this.context = context;
        this.reference = reference;
    }

    @Override
    public @Nullable T get() {
        return context.getService(reference);
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
                + ActivationFailures.reason(context, reference);
    }
}
