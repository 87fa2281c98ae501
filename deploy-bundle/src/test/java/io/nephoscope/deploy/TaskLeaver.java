package io.nephoscope.deploy;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Leaves a thread behind whose class is Java's own: only its stack tells whose code it runs. */
public final class TaskLeaver implements BundleActivator, Runnable {

    @Override
    public void start(BundleContext context) {
        Thread thread = new Thread(this, "left-task");
        thread.setDaemon(true);
        thread.start();
        while (thread.getStackTrace().length < 2) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void stop(BundleContext context) {}

    @Override
    public void run() {
        while (System.getProperty("nephoscope.test.released") == null) {
            Thread.onSpinWait();
        }
    }
}
