package io.nephoscope.core.registry;

import io.nephoscope.api.identity.IdentityNames;
import io.nephoscope.core.plugin.NamesPlugin;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Who knows users and projects by name now. Nobody is activated before he is asked. */
@Component(service = NamesRegistry.class)
public final class NamesRegistry {

    private final Services<IdentityNames> services;

    @Activate
    public NamesRegistry(BundleContext context, @Reference PluginCalls calls) {
        services = new Services<>(context, calls.threads(), new Services.Word("identity names", ""));
    }

    /** The one with the highest service ranking. */
    public Optional<NamesPlugin> names() {
        return services.all().stream()
                .findFirst()
                .map(entry -> new NamesPlugin(ServiceProperties.origin(entry.reference()), entry.handle()));
    }

    @Reference(
            service = IdentityNames.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addNames(ServiceReference<IdentityNames> reference) {
        services.add(reference).keep(true);
    }

    void removeNames(ServiceReference<IdentityNames> reference) {
        services.remove(reference);
    }
}
