package io.nephoscope.deploy;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** How the components of a started plugin are. */
final class PluginComponents {

    private static final String REQUIRED = "require";

    private final ServiceComponentRuntime runtime;

    PluginComponents(ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    /** The worst of the components: failed before waiting before active. */
    Verdict verdict(Bundle bundle) {
        return runtime.getComponentDescriptionDTOs(bundle).stream()
                .flatMap(this::verdicts)
                .max(Comparator.comparing(Verdict::state))
                .orElse(Verdict.ACTIVE);
    }

    private Stream<Verdict> verdicts(ComponentDescriptionDTO component) {
        Collection<ComponentConfigurationDTO> configurations = runtime.getComponentConfigurationDTOs(component);
        if (configurations.isEmpty() && REQUIRED.equals(component.configurationPolicy)) {
            return Stream.of(Verdict.waiting(
                    component.name + " needs the configuration " + String.join(", ", component.configurationPid)));
        }
        return configurations.stream().map(configuration -> verdict(component, configuration));
    }

    private static Verdict verdict(ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
        return switch (configuration.state) {
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                Verdict.failed(component.name + " cannot be activated: " + Reasons.ofStackTrace(configuration.failure));
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
                Verdict.waiting(component.name + " needs the service " + missingServices(component, configuration));
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                Verdict.waiting(
                        component.name + " needs the configuration " + String.join(", ", component.configurationPid));
            default -> Verdict.ACTIVE;
        };
    }

    private static String missingServices(ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
        return Arrays.stream(configuration.unsatisfiedReferences)
                .map(missing -> interfaceOf(component, missing))
                .distinct()
                .reduce((first, second) -> first + ", " + second)
                .orElse("that it refers to");
    }

    private static String interfaceOf(ComponentDescriptionDTO component, UnsatisfiedReferenceDTO missing) {
        return Stream.of(component.references)
                .filter(reference -> reference.name.equals(missing.name))
                .map((ReferenceDTO reference) -> reference.interfaceName)
                .findFirst()
                .orElse(missing.name);
    }
}
