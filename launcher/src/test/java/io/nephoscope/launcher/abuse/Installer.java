package io.nephoscope.launcher.abuse;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Installs and starts the one plugin of the deploy folder, as the deploy bundle does. */
public final class Installer implements BundleActivator {

    @Override
    public void start(BundleContext context) throws Exception {
        Path plugin = Path.of(context.getProperty("nephoscope.deploy"), "plugin.jar");
        try (InputStream jar = Files.newInputStream(plugin)) {
            context.installBundle("plugin:abuse", jar).start();
        }
    }

    @Override
    public void stop(BundleContext context) {}
}
