package io.nephoscope.deploy;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** What a plugin's author may get wrong. */
public final class FailingActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        throw new IllegalStateException("no fans found");
    }

    @Override
    public void stop(BundleContext context) {}
}
