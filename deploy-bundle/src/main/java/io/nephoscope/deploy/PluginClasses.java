package io.nephoscope.deploy;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Finds out whether the class of a component can be linked. The component runtime tries that when somebody asks for the
 * service, and tells nobody why it failed.
 */
final class PluginClasses {

    private PluginClasses() {}

    /** Why a component's class, or one that its methods name, cannot be linked; empty if all can. */
    @SuppressWarnings("ReturnValueIgnored") // They are looked up so that the classes they name are loaded.
    static Optional<String> problem(Bundle bundle, ComponentDescriptionDTO component) {
        try {
            for (Class<?> type = bundle.loadClass(component.implementationClass);
                    type != null && type.getClassLoader() != null;
                    type = type.getSuperclass()) {
                type.getDeclaredConstructors();
                type.getDeclaredMethods();
                type.getDeclaredFields();
            }
            return Optional.empty();
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.of(component.name + " cannot be linked: " + explain(bundle, e));
        }
    }

    private static String explain(Bundle bundle, Throwable failure) {
        String missing = Reasons.missingClass(failure);
        int dot = missing.lastIndexOf('.');
        if (dot < 0) {
            return Reasons.of(failure);
        }
        String packageName = missing.substring(0, dot);
        if (isImported(bundle, packageName) || bundle.getEntry(packageName.replace('.', '/')) != null) {
            return "the class " + missing + " is in no jar that it may look into";
        }
        return "it needs the package " + packageName + ", which its Import-Package lacks and "
                + exporter(bundle, packageName);
    }

    private static boolean isImported(Bundle bundle, String packageName) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return wiring != null
                && wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE).stream()
                        .map(BundleWire::getCapability)
                        .anyMatch(capability ->
                                packageName.equals(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)));
    }

    private static String exporter(Bundle bundle, String packageName) {
        return Arrays.stream(bundle.getBundleContext().getBundles())
                .filter(other -> exports(other, packageName))
                .findFirst()
                .map(other -> other.getSymbolicName() + " exports")
                .orElse("nothing exports");
    }

    private static boolean exports(Bundle bundle, String packageName) {
        return Stream.ofNullable(bundle.adapt(BundleRevision.class))
                .flatMap(revision -> revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream())
                .map(capability -> capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))
                .anyMatch(name -> Objects.equals(name, packageName));
    }
}
