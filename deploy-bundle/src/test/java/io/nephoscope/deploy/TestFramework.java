package io.nephoscope.deploy;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;

/** A framework with the component runtime; the API is the one that the tests see. */
final class TestFramework {

    private static final String PACKAGES =
            "io.nephoscope.api.pollster;version=2.0.0,io.nephoscope.api.sample;version=2.0.0,"
                    + "org.osgi.service.component;version=1.5.1,org.osgi.service.component.runtime;version=1.5.1,"
                    + "org.osgi.service.component.runtime.dto;version=1.5.1,org.osgi.util.promise;version=1.3.0,"
                    + "org.osgi.util.function;version=1.2.0,org.osgi.service.cm;version=1.6.1";

    private final Framework framework;

    TestFramework(Path cache, String... bundles) throws BundleException {
        this(cache, Map.of(), bundles);
    }

    TestFramework(Path cache, Map<String, String> more, String... bundles) throws BundleException {
        Map<String, String> properties = new HashMap<>(more);
        properties.put("org.osgi.framework.storage", cache.toString());
        properties.put("org.osgi.framework.startlevel.beginning", "10");
        properties.put("ds.service.changecount.timeout", "50");
        // Else the framework lends bundles the classes of whoever asks them from the class path, such as these tests.
        properties.put("felix.bootdelegation.implicit", "false");
        properties.put("org.osgi.framework.system.packages.extra", PACKAGES);
        framework = new FrameworkFactory().newFramework(properties);
        framework.start();
        for (String bundle : bundles) {
            context().installBundle("reference:" + jar(bundle).toURI()).start();
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    <T> T service(Class<T> type) {
        return context().getService(context().getServiceReference(type));
    }

    private static File jar(String name) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(File::new)
                .filter(file -> file.getName().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    void stop() throws BundleException, InterruptedException {
        framework.stop();
        if (framework.waitForStop(10_000).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
            throw new IllegalStateException("the framework does not stop");
        }
    }
}
