package io.nephoscope.deploy;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** What a plugin's author may get wrong. */
public final class ThrowingInStop implements BundleActivator {

    @Override
    public void start(BundleContext context) {}

    @Override
    public void stop(BundleContext context) {
        throw new StackOverflowError("stop");
    }
}
