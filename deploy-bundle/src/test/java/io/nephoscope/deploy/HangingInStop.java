package io.nephoscope.deploy;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Hangs in its stop, whatever interrupts it, until a system property is set. */
public final class HangingInStop implements BundleActivator {

    @Override
    public void start(BundleContext context) {}

    @Override
    public void stop(BundleContext context) {
        while (System.getProperty("nephoscope.test.released") == null) {
            Thread.onSpinWait();
        }
    }
}
