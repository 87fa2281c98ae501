package io.nephoscope.deploy;

import java.util.Collection;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Keeps the agent's own bundles apart from plugins: none of them is ever wired to what a plugin exports, so a plugin can
 * neither change what they run nor have them restarted when it goes; and where the agent exports a package itself, no
 * plugin gets it from another plugin. The framework calls it on whichever thread resolves.
 */
final class PluginIsolation implements ResolverHookFactory, ResolverHook {

    private final Predicate<Bundle> isPlugin;

    PluginIsolation(Predicate<Bundle> isPlugin) {
        this.isPlugin = isPlugin;
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return this;
    }

    /** A fragment would become a part of another bundle. */
    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        candidates.removeIf(revision ->
                isPlugin.test(revision.getBundle()) && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0);
    }

    @Override
    public void filterSingletonCollisions(
            BundleCapability singleton, Collection<BundleCapability> collisionCandidates) {}

    @Override
    public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
        if (!isPlugin.test(requirement.getRevision().getBundle()) || isOwnPackage(requirement, candidates)) {
            candidates.removeIf(
                    candidate -> isPlugin.test(candidate.getRevision().getBundle()));
        }
    }

    private boolean isOwnPackage(BundleRequirement requirement, Collection<BundleCapability> candidates) {
        return requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)
                && candidates.stream()
                        .anyMatch(candidate ->
                                !isPlugin.test(candidate.getRevision().getBundle()));
    }

    @Override
    public void end() {}
}
