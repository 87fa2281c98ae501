package io.nephoscope.launcher;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Tells whose code a thread runs: by the name that the core gives a thread while it calls a plugin, and else by the
 * plugins' classes on its stack. Called while the process ends, so nothing here may take a lock of a bundle.
 */
final class PluginCode {

    /** As in {@code nephoscope-worker-3 pollster hello.load of org.example.hello}. */
    private static final Pattern CALL = Pattern.compile("nephoscope-\\S+ (.+ of .+)");

    private final Supplier<Collection<Bundle>> bundles;

    /** @param bundles those that are installed; asked anew each time, since plugins come and go */
    PluginCode(Supplier<Collection<Bundle>> bundles) {
        this.bundles = bundles;
    }

    /** What the core calls on this thread just now, such as {@code pollster hello.load of org.example.hello}. */
    static Optional<String> calledOn(Thread thread) {
        Matcher call = CALL.matcher(thread.getName());
        return call.matches() ? Optional.of(call.group(1)) : Optional.empty();
    }

    /** What the core calls on any thread just now; empty if nothing. Needs little memory and no safepoint. */
    static String calledNow() {
        return threads().flatMap(thread -> calledOn(thread).stream()).sorted().collect(joining(", "));
    }

    /** All threads that live. */
    static Stream<Thread> threads() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() * 2 + 16];
        return Arrays.stream(threads, 0, root.enumerate(threads));
    }

    /** The innermost frame that is a plugin's, with its bundle, such as {@code a.b.P.poll(P.java:9) of a.b 1.0.0}. */
    Optional<String> on(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .flatMap(frame -> owner(frame.getClassName())
                        .map(bundle -> frame + " of " + bundle.getSymbolicName() + " " + bundle.getVersion())
                        .stream())
                .findFirst();
    }

    /** The plugin that brings a class, by its name: a class loader cannot be had from a stack. */
    private Optional<Bundle> owner(String className) {
        int dot = className.lastIndexOf('.');
        String folder = "/" + className.substring(0, Math.max(dot, 0)).replace('.', '/');
        String file = className.substring(dot + 1) + ".class";
        return bundles.get().stream()
                .filter(bundle -> !SystemBundles.contain(bundle))
                .filter(bundle -> holds(bundle, folder, file))
                .findFirst();
    }

    private static boolean holds(Bundle bundle, String folder, String file) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return wiring != null
                && !wiring.listResources(folder, file, BundleWiring.LISTRESOURCES_LOCAL)
                        .isEmpty();
    }
}
