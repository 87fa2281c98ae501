package io.nephoscope.deploy;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Leaves a thread behind that runs until a system property is set. */
public final class ThreadLeaver implements BundleActivator {

    @Override
    public void start(BundleContext context) throws InterruptedException {
        Work work = new Work();
        work.start();
        while (work.getState() == Thread.State.NEW) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void stop(BundleContext context) {}

    /** What it leaves. */
    public static final class Work extends Thread {

        Work() {
            super("left-fan");
            setDaemon(true);
        }

        @Override
        public void run() {
            while (System.getProperty("nephoscope.test.released") == null) {
                Thread.onSpinWait();
            }
        }
    }
}
