package io.nephoscope.launcher.abuse;

import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** A plugin that ends the process in the way that the system property {@code abuse} names. */
public final class Abuse implements BundleActivator {

    private static final List<Object> HELD = new ArrayList<>();

    @Override
    public void start(BundleContext context) {
        // The core names its threads so while it calls a plugin.
        new Thread(() -> run(context), "nephoscope-worker-1 pollster abuse.meter of org.example.abuse").start();
    }

    private static void run(BundleContext context) {
        try {
            switch (System.getProperty("abuse")) {
                case "list" -> hold(1 << 20);
                case "small" -> hold(16);
                case "array" -> HELD.add(new byte[Integer.MAX_VALUE]);
                case "threads" -> new Thread(null, () -> {}, "leaked-1", 1L << 46).start();
                case "exit" -> System.exit(0);
                case "stop" -> context.getBundle(0).stop();
                default -> throw new IllegalStateException("it broke");
            }
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void hold(int bytes) {
        while (true) {
            HELD.add(new byte[bytes]);
        }
    }

    @Override
    public void stop(BundleContext context) {}
}
