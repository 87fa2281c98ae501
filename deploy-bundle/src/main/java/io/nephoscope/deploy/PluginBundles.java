package io.nephoscope.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/** The framework's side of plugins. There is at most one bundle of a symbolic name. */
final class PluginBundles {

    static final int START_LEVEL = 10;

    private static final String LOCATION = "plugin:";
    private static final Duration REFRESH_LIMIT = Duration.ofSeconds(10);

    private final BundleContext context;
    private final UnresolvedBundle unresolved;
    private final PluginComponents components;

    PluginBundles(BundleContext context, PluginComponents components) {
        this.context = context;
        this.unresolved = new UnresolvedBundle(context);
        this.components = components;
        // Later, bundle by bundle, it would be set by another thread, which would start them, too.
        startLevel().setInitialBundleStartLevel(START_LEVEL);
    }

    /** Whether a bundle of the agent itself has this name. */
    boolean isOwn(String symbolicName) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> !bundle.getLocation().startsWith(LOCATION))
                .anyMatch(bundle -> symbolicName.equals(bundle.getSymbolicName()));
    }

    /** Installs a plugin, or puts this version in the place of another. It is not running afterwards. */
    void deploy(PluginJar jar) throws BundleException, IOException, InterruptedException {
        Bundle bundle = find(jar.bundle());
        try (InputStream content = Files.newInputStream(jar.copy())) {
            if (bundle == null) {
                context.installBundle(LOCATION + jar.bundle(), content);
            } else {
                bundle.stop(Bundle.STOP_TRANSIENT);
                bundle.update(content);
                refresh(bundle);
            }
        }
    }

    void uninstall(String symbolicName) throws BundleException, InterruptedException {
        Bundle bundle = find(symbolicName);
        if (bundle != null) {
            bundle.uninstall();
            refresh(bundle);
        }
    }

    /** Starts a plugin unless it runs. */
    Verdict start(String symbolicName) {
        Bundle bundle = find(symbolicName);
        if (bundle == null) {
            return Verdict.failed("uninstalled by someone else; deploy it anew");
        }
        try {
            bundle.start();
            return verdict(bundle);
        } catch (BundleException e) {
            return e.getType() == BundleException.RESOLVE_ERROR
                    ? unresolved.explain(bundle, e)
                    : Verdict.failed("it does not start: " + Reasons.of(e));
        }
    }

    private Verdict verdict(Bundle bundle) {
        return startLevel().getStartLevel() < START_LEVEL ? Verdict.STARTING : components.verdict(bundle);
    }

    private FrameworkStartLevel startLevel() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkStartLevel.class);
    }

    private @Nullable Bundle find(String symbolicName) {
        return context.getBundle(LOCATION + symbolicName);
    }

    /** Makes those that use packages of the bundle use its new ones, or none. */
    private void refresh(Bundle bundle) throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> refreshed.countDown());
        refreshed.await(REFRESH_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
