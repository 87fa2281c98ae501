package io.nephoscope.deploy;

import io.nephoscope.deploy.files.BoundedCalls;
import io.nephoscope.deploy.files.OverdueException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * The framework's side of plugins. There is at most one bundle of a symbolic name. Whatever runs a plugin's code, which may
 * hang, is bounded; while a call about a plugin is overdue, no other is made about it. Confined to one thread.
 */
final class PluginBundles {

    static final int START_LEVEL = 10;

    private static final String LOCATION = "plugin:";
    private static final Duration REFRESH_LIMIT = Duration.ofSeconds(10);

    private final BundleContext context;
    private final UnresolvedBundle unresolved;
    private final PluginComponents components;
    private final BoundedCalls calls;
    private final Duration deadline;
    private final ServiceRegistration<ResolverHookFactory> isolation;

    /** @param deadline how long a plugin's start or stop may take until it counts as hanging */
    PluginBundles(BundleContext context, PluginComponents components, BoundedCalls calls, Duration deadline) {
        this.context = context;
        this.unresolved = new UnresolvedBundle(context);
        this.components = components;
        this.calls = calls;
        this.deadline = deadline;
        // Later, bundle by bundle, it would be set by another thread, which would start them, too.
        startLevel().setInitialBundleStartLevel(START_LEVEL);
        this.isolation =
                context.registerService(ResolverHookFactory.class, new PluginIsolation(PluginBundles::isPlugin), null);
    }

    void close() {
        isolation.unregister();
    }

    static boolean isPlugin(Bundle bundle) {
        return bundle.getLocation().startsWith(LOCATION);
    }

    /** Whether a bundle of the agent itself has this name. */
    boolean isOwn(String symbolicName) {
        return symbolicName.equals(Constants.SYSTEM_BUNDLE_SYMBOLICNAME)
                || own().anyMatch(bundle -> symbolicName.equals(bundle.getSymbolicName()));
    }

    private Stream<Bundle> own() {
        return Arrays.stream(context.getBundles()).filter(bundle -> !isPlugin(bundle));
    }

    /** Why nothing can be done about a plugin now: what is overdue. */
    Optional<String> overdue(String symbolicName) {
        return calls.overdue().stream()
                .filter(late -> late.subject().equals(symbolicName))
                .map(BoundedCalls.Overdue::sentence)
                .findFirst();
    }

    /** Whether there still is a bundle of a plugin. */
    boolean isThere(String symbolicName) {
        return find(symbolicName) != null;
    }

    @Nullable
    Bundle find(String symbolicName) {
        return context.getBundle(LOCATION + symbolicName);
    }

    /**
     * Installs a plugin. It is not running afterwards.
     *
     * @throws RefusedJarException if it is not what its manifest seemed to say
     */
    void install(PluginJar jar) throws BundleException, IOException, RefusedJarException {
        try (InputStream content = Files.newInputStream(jar.copy())) {
            Bundle bundle = context.installBundle(LOCATION + jar.bundle(), content);
            Optional<String> problem = problem(bundle, jar);
            if (problem.isPresent()) {
                bundle.uninstall();
                throw new RefusedJarException(problem.get());
            }
        }
    }

    private static Optional<String> problem(Bundle bundle, PluginJar jar) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (!jar.bundle().equals(bundle.getSymbolicName()) || !jar.version().equals(bundle.getVersion())) {
            return Optional.of("its manifest is ambiguous: the framework takes it for " + bundle.getSymbolicName() + " "
                    + bundle.getVersion() + ", not for " + jar.identity());
        }
        return (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) == 0
                ? Optional.empty()
                : Optional.of("a fragment of another bundle, not a plugin of its own");
    }

    /** Whether another bundle that runs has a class of this name. */
    boolean isRunByAnother(String type, String symbolicName) {
        String folder = type.substring(0, type.lastIndexOf('.') + 1).replace('.', '/');
        String file = type.substring(folder.length()) + ".class";
        return Arrays.stream(context.getBundles())
                .filter(bundle -> !symbolicName.equals(bundle.getSymbolicName()))
                .filter(bundle -> (bundle.getState() & (Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING)) != 0)
                .map(bundle -> bundle.adapt(BundleWiring.class))
                .anyMatch(wiring -> wiring != null
                        && !wiring.listResources("/" + folder, file, BundleWiring.LISTRESOURCES_LOCAL)
                                .isEmpty());
    }

    /** The first of these packages that the agent's own bundles export. */
    Optional<String> ownExport(Collection<String> packages) {
        return own().flatMap(PluginBundles::exports).filter(packages::contains).findFirst();
    }

    private static Stream<String> exports(Bundle bundle) {
        return Stream.ofNullable(bundle.adapt(BundleRevision.class))
                .flatMap(revision -> revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream())
                .map(capability -> String.valueOf(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)));
    }

    /**
     * Stops a plugin, if it is there, so that it can be replaced.
     *
     * @throws OverdueException if it hangs in its stop
     */
    void stop(String symbolicName) throws BundleException, OverdueException, InterruptedException {
        Bundle bundle = find(symbolicName);
        if (bundle != null) {
            bounded(symbolicName, "its stop", () -> {
                bundle.stop(Bundle.STOP_TRANSIENT);
                return null;
            });
        }
    }

    /** Removes a plugin that is stopped. */
    Optional<Bundle> uninstall(String symbolicName) throws BundleException, OverdueException, InterruptedException {
        Bundle bundle = find(symbolicName);
        if (bundle != null) {
            bounded(symbolicName, "its stop", () -> {
                bundle.uninstall();
                return null;
            });
        }
        return Optional.ofNullable(bundle);
    }

    /**
     * Starts a plugin unless it runs, and tells how it is.
     *
     * @throws BundleException if its start fails
     * @throws OverdueException if its start hangs
     */
    PluginStatus start(PluginJar jar) throws BundleException, OverdueException, InterruptedException {
        Bundle bundle = find(jar.bundle());
        if (bundle == null) {
            return PluginStatus.failed("uninstalled by someone else; deploy it anew");
        }
        if (startLevel().getStartLevel() < START_LEVEL) {
            return PluginStatus.STARTING;
        }
        try {
            return bounded(jar.bundle(), "its start", () -> {
                bundle.start();
                return components.status(bundle, jar);
            });
        } catch (BundleException e) {
            if (e.getType() == BundleException.RESOLVE_ERROR) {
                return unresolved.explain(bundle, e);
            }
            throw e;
        }
    }

    private <T> T bounded(String symbolicName, String doing, Callable<T> call)
            throws BundleException, OverdueException, InterruptedException {
        try {
            return calls.call(() -> symbolicName, () -> doing, deadline, call);
        } catch (BundleException | OverdueException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (StackOverflowError | LinkageError e) {
            throw new BundleException("it throws an error", e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private FrameworkStartLevel startLevel() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkStartLevel.class);
    }

    /** Makes those that use packages of a bundle that is gone use others, or none. */
    void refresh(Bundle bundle) throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> refreshed.countDown());
        refreshed.await(REFRESH_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
