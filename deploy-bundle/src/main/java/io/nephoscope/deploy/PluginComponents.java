package io.nephoscope.deploy;

import static java.util.stream.Collectors.toCollection;

import io.nephoscope.api.pollster.PollsterBuilder;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** How the components of a started plugin are. */
final class PluginComponents {

    private static final String REQUIRED = "require";
    private static final String POLLSTER = "pollster.name";

    private final ServiceComponentRuntime runtime;

    PluginComponents(ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    /** The worst of the components: failed before waiting before active. May load the plugin's classes, and so hang. */
    PluginStatus status(Bundle bundle, PluginJar jar) {
        Collection<ComponentDescriptionDTO> components = runtime.getComponentDescriptionDTOs(bundle);
        Stream<PluginStatus> promised = Stream.of(promises(bundle, jar, components));
        return Stream.concat(components.stream().flatMap(component -> statuses(bundle, component)), promised)
                .max(Comparator.comparing(PluginStatus::state))
                .orElse(PluginStatus.ACTIVE);
    }

    /** The manifest is what operators and their tools read; what it promises must be there to be polled. */
    private static PluginStatus promises(Bundle bundle, PluginJar jar, Collection<ComponentDescriptionDTO> components) {
        Set<String> missing = new TreeSet<>(jar.pollsters());
        components.stream()
                .flatMap(component -> names(component.properties.get(POLLSTER)))
                .forEach(missing::remove);
        services(bundle)
                .flatMap(service -> names(service.getProperty(POLLSTER)))
                .forEach(missing::remove);
        if (missing.isEmpty() || services(bundle).anyMatch(PluginComponents::isBuilder)) {
            return PluginStatus.ACTIVE;
        }
        String promise = "its manifest promises " + String.join(", ", missing) + ", but ";
        return jar.hasActivator()
                ? PluginStatus.waiting(promise + "its Bundle-Activator has not registered that so far")
                : PluginStatus.failed(promise + "no component offers that; build it with bnd-maven-plugin");
    }

    private static Stream<ServiceReference<?>> services(Bundle bundle) {
        return Stream.ofNullable(bundle.getRegisteredServices()).flatMap(Arrays::stream);
    }

    private static boolean isBuilder(ServiceReference<?> service) {
        return List.of((String[]) service.getProperty(Constants.OBJECTCLASS)).contains(PollsterBuilder.class.getName());
    }

    /** One name or several: a property may be either. */
    private static Stream<String> names(@Nullable Object property) {
        if (property instanceof String[] names) {
            return Arrays.stream(names);
        }
        if (property instanceof Collection<?> names) {
            return names.stream().map(String::valueOf);
        }
        return Stream.ofNullable(property).map(String::valueOf);
    }

    private Stream<PluginStatus> statuses(Bundle bundle, ComponentDescriptionDTO component) {
        Stream<PluginStatus> linked = PluginClasses.problem(bundle, component).map(PluginStatus::failed).stream();
        Collection<ComponentConfigurationDTO> configurations = runtime.getComponentConfigurationDTOs(component);
        if (configurations.isEmpty() && REQUIRED.equals(component.configurationPolicy)) {
            return Stream.concat(
                    linked,
                    Stream.of(PluginStatus.waiting(component.name + " needs the configuration "
                            + String.join(", ", component.configurationPid))));
        }
        return Stream.concat(linked, configurations.stream().map(configuration -> status(component, configuration)));
    }

    private static PluginStatus status(ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
        return switch (configuration.state) {
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                PluginStatus.failed(
                        component.name + " cannot be activated: " + Reasons.ofStackTrace(configuration.failure));
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
                PluginStatus.waiting(
                        component.name + " needs the service " + missingServices(component, configuration));
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                PluginStatus.waiting(
                        component.name + " needs the configuration " + String.join(", ", component.configurationPid));
            default -> PluginStatus.ACTIVE;
        };
    }

    private static String missingServices(ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
        Set<String> missing = Arrays.stream(configuration.unsatisfiedReferences)
                .map(reference -> interfaceOf(component, reference))
                .collect(toCollection(TreeSet::new));
        return missing.isEmpty() ? "that it refers to" : String.join(", ", missing);
    }

    private static String interfaceOf(ComponentDescriptionDTO component, UnsatisfiedReferenceDTO missing) {
        return Stream.of(component.references)
                .filter(reference -> reference.name.equals(missing.name))
                .map((ReferenceDTO reference) -> reference.interfaceName)
                .findFirst()
                .orElse(missing.name);
    }
}
