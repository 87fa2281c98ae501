package io.nephoscope.deploy;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Hangs in its start, whatever interrupts it, until a system property is set: the plugin has a class of its own. */
public final class HangingActivator implements BundleActivator {

    private static final String HANG = "nephoscope.test.released";

    static void release() {
        System.setProperty(HANG, "true");
    }

    static void arm() {
        System.clearProperty(HANG);
    }

    @Override
    public void start(BundleContext context) {
        while (System.getProperty(HANG) == null) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void stop(BundleContext context) {}
}
