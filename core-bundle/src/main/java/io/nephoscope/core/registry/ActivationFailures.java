package io.nephoscope.core.registry;

import io.nephoscope.support.text.OneLine;
import java.util.Arrays;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** Asks Declarative Services why a component could not be activated: the service registry tells nothing but null. */
final class ActivationFailures {

    private static final String UNKNOWN = "the log of its bundle tells why";

    private ActivationFailures() {}

    static String reason(BundleContext context, ServiceReference<?> service) {
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
                    .map(ActivationFailures::reason)
                    .findFirst()
                    .orElse(UNKNOWN);
        } finally {
            context.ungetService(reference);
        }
    }

    /** The root cause's line of the stack trace, which is all that there is. */
    private static String reason(ComponentConfigurationDTO component) {
        if (component.failure == null) {
            return UNKNOWN;
        }
        List<String> lines = Arrays.stream(component.failure.split("\\R"))
                .filter(line -> !line.startsWith("\t"))
                .toList();
        return lines.isEmpty()
                ? UNKNOWN
                : OneLine.of(lines.get(lines.size() - 1).replaceFirst("^Caused by: ", ""));
    }
}
