package io.nephoscope.deploy;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** Says in the operator's words why a bundle does not resolve. */
final class UnresolvedBundle {

    private static final String API = "io.nephoscope.api.";
    private static final Pattern PACKAGE = Pattern.compile("osgi\\.wiring\\.package=([^)]+)\\)");
    private static final Pattern FROM = Pattern.compile("\\(version>=([^)]+)\\)");
    private static final Pattern JAVA = Pattern.compile("\\(version=([^)]+)\\)");

    private final BundleContext context;
    private final FrameworkWiring wiring;

    UnresolvedBundle(BundleContext context) {
        this.context = context;
        this.wiring = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    /** A bundle of another API waits for nothing that could come; one that lacks a package may get it. */
    PluginStatus explain(Bundle bundle, BundleException failure) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        Optional<PluginStatus> foreign =
                missing(revision).flatMap(this::foreign).findFirst();
        return foreign.orElseGet(() -> {
            String all = missing(revision).map(UnresolvedBundle::describe).collect(joining(", "));
            return PluginStatus.waiting(all.isEmpty() ? Reasons.of(failure) : "it needs " + all);
        });
    }

    private Stream<BundleRequirement> missing(BundleRevision revision) {
        return revision.getDeclaredRequirements(null).stream()
                .filter(UnresolvedBundle::isMandatory)
                .filter(requirement -> wiring.findProviders(requirement).isEmpty());
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        String resolution = requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE);
        String effective = requirement.getDirectives().get(Constants.EFFECTIVE_DIRECTIVE);
        return (resolution == null || resolution.equals(Constants.RESOLUTION_MANDATORY))
                && (effective == null || effective.equals(Constants.EFFECTIVE_RESOLVE));
    }

    private Stream<PluginStatus> foreign(BundleRequirement requirement) {
        String filter = filter(requirement);
        if (requirement.getNamespace().equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE)) {
            return Stream.of(PluginStatus.refused("it needs Java " + find(JAVA, filter) + "; this is Java "
                    + Runtime.version().feature()));
        }
        String packageName = find(PACKAGE, filter);
        if (!packageName.startsWith(API)) {
            return Stream.empty();
        }
        return Stream.of(PluginStatus.refused("it is built for version " + find(FROM, filter) + " of " + packageName
                + "; this agent has " + offered(packageName) + ". Build it with this agent's API"));
    }

    private String offered(String packageName) {
        return Arrays.stream(context.getBundles())
                .map(bundle -> bundle.adapt(BundleRevision.class))
                .filter(Objects::nonNull)
                .flatMap(revision -> revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream())
                .map(BundleCapability::getAttributes)
                .filter(attributes -> packageName.equals(attributes.get(PackageNamespace.PACKAGE_NAMESPACE)))
                .map(attributes -> String.valueOf(attributes.get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE)))
                .findFirst()
                .orElse("no such package");
    }

    private static String describe(BundleRequirement requirement) {
        String filter = filter(requirement);
        if (!requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)) {
            return requirement.getNamespace() + " " + filter;
        }
        String from = find(FROM, filter);
        return "package " + find(PACKAGE, filter) + (from.isEmpty() ? "" : " from version " + from);
    }

    private static String filter(BundleRequirement requirement) {
        return String.valueOf(requirement.getDirectives().get(Constants.FILTER_DIRECTIVE));
    }

    private static String find(Pattern pattern, String filter) {
        Matcher matcher = pattern.matcher(filter);
        return matcher.find() ? matcher.group(1) : "";
    }
}
