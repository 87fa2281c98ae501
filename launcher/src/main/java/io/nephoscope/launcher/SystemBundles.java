package io.nephoscope.launcher;

import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** The bundles of the distribution: {@code system/<start level>/*.jar}. They are used where they lie, not copied. */
final class SystemBundles {

    private static final String LOCATION = "reference:";

    private final Path folder;

    SystemBundles(Path folder) {
        this.folder = folder;
    }

    /** Whether a bundle is one of them, and not a plugin, about which io.nephoscope.deploy has its say. */
    static boolean contain(Bundle bundle) {
        return bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID
                || bundle.getLocation().startsWith(LOCATION);
    }

    /** Installs all of them, each at the start level that its folder names, to be started with it. */
    void install(BundleContext framework) throws IOException, BundleException {
        install(framework, jar -> true);
    }

    /** Installs those that are wanted. */
    void install(BundleContext framework, Predicate<Path> wanted) throws IOException, BundleException {
        FrameworkStartLevel startLevel = framework.getBundle().adapt(FrameworkStartLevel.class);
        for (Path level : children(folder)) {
            startLevel.setInitialBundleStartLevel(Integer.parseInt(String.valueOf(level.getFileName())));
            for (Path jar : children(level)) {
                if (wanted.test(jar)) {
                    install(framework, jar);
                }
            }
        }
    }

    private static void install(BundleContext framework, Path jar) throws BundleException {
        Bundle bundle = framework.installBundle(LOCATION + jar.toUri());
        if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
            bundle.start();
        }
    }

    private static List<Path> children(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(child -> !child.getFileName().toString().startsWith("."))
                    .sorted()
                    .collect(toList());
        }
    }
}
