package io.nephoscope.shell.command;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;
import org.osgi.service.component.annotations.Component;

/**
 * Hides ConfigurationAdmin from Gogo, to which it offers itself as the commands of scope {@code cm}: they
 * would print passwords and secrets. Must be registered before Gogo starts, so Gogo's start level is
 * above ours.
 *
 * <p>Immediate, because the framework gets and returns a hook with each event of any service: a delayed
 * component would be made anew each time, which is a change of Declarative Services, which is an event.
 */
@Component(immediate = true)
public final class HiddenCommands implements FindHook, EventListenerHook {

    static final String SCOPE = "osgi.command.scope";

    private static final String HIDDEN = "cm";

    @Override
    public void find(
            BundleContext seeker,
            @Nullable String name,
            @Nullable String filter,
            boolean allServices,
            Collection<ServiceReference<?>> found) {
        if (seeksCommands(filter)) {
            found.removeIf(HiddenCommands::isHidden);
        }
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        if (isHidden(event.getServiceReference())) {
            listeners.values().forEach(mine -> mine.removeIf(listener -> seeksCommands(listener.getFilter())));
        }
    }

    private static boolean seeksCommands(@Nullable String filter) {
        return filter != null && filter.contains(SCOPE);
    }

    private static boolean isHidden(ServiceReference<?> service) {
        Object scope = service.getProperty(SCOPE);
        return HIDDEN.equals(scope)
                || (scope instanceof Object[] scopes && Arrays.asList(scopes).contains(HIDDEN));
    }
}
