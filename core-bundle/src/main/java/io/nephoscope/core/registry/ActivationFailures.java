package io.nephoscope.core.registry;

import io.nephoscope.support.text.OneLine;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Asks Declarative Services why a component could not be activated: the service registry tells nothing but null. */
final class ActivationFailures {

    private static final Failure UNKNOWN =
            new Failure("Declarative Services gives no reason that can be read; see the log", false);

    private ActivationFailures() {}

    /**
     * Why a component could not be activated.
     *
     * @param isFinal whether a static initialiser failed: Java runs it once, and says afterwards only that it failed
     */
    record Failure(String reason, boolean isFinal) {}

    static Failure of(BundleContext context, ServiceReference<?> service) {
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        ServiceComponentRuntime runtime = reference == null ? null : context.getService(reference);
        if (runtime == null || service.getBundle() == null) {
            return UNKNOWN;
        }
        try {
            return runtime.getComponentDescriptionDTOs(service.getBundle()).stream()
                    .flatMap(component -> runtime.getComponentConfigurationDTOs(component).stream())
                    .filter(component ->
                            Long.valueOf(component.id).equals(service.getProperty(ComponentConstants.COMPONENT_ID)))
                    .map(component -> of(component.failure))
                    .findFirst()
                    .orElse(UNKNOWN);
        } finally {
            context.ungetService(reference);
        }
    }

    /** The root cause's line of the stack trace, which is all that there is. */
    static Failure of(@Nullable String stackTrace) {
        if (stackTrace == null) {
            return UNKNOWN;
        }
        List<String> causes =
                stackTrace.lines().filter(line -> !line.startsWith("\t")).toList();
        return causes.isEmpty()
                ? UNKNOWN
                : new Failure(
                        OneLine.of(causes.get(causes.size() - 1).replaceFirst("^Caused by: ", "")),
                        stackTrace.contains(".<clinit>("));
    }
}
