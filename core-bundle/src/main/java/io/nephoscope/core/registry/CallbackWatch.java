package io.nephoscope.core.registry;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds callbacks of plugins that do not return and that the core did not call: what the framework, Declarative
 * Services and Configuration Admin call on threads of their own or of whoever stops a bundle (modified,
 * deactivate, the constructor of an immediate component, an activator).
 *
 * <p>It looks at stacks: the first frame that such a container calls, and that is none of its own nor of the
 * JDK, is the callback. Nothing of a plugin is kept but names. Guarded by this.
 */
final class CallbackWatch {

    private static final List<String> CONTAINERS =
            List.of("org.apache.felix.scr.", "org.apache.felix.framework.", "org.apache.felix.cm.");
    private static final List<String> BETWEEN = List.of("java.", "jdk.", "sun.", "org.osgi.");

    /** Their calls are timed where they are made. */
    private static final String OWN_THREADS = "nephoscope-plugin-";

    private final LongSupplier nanoTime;
    private final Function<String, Optional<String>> bundleOf;
    private Map<Long, Callback> seen = Map.of();

    /**
     * A callback in which a thread was found.
     *
     * @param owner what is known of the bundle; else the class
     * @param since when it was first found there
     */
    record Callback(String method, String owner, long since) {}

    /** A callback that has not returned. */
    record Overdue(String owner, String method, Duration since) {

        /** For the operator. */
        String hasNotReturned() {
            return "has not returned from " + method + "() for " + since.toSeconds() + " s";
        }
    }

    /** @param bundleOf the bundles that hold a class of this name, in words; empty if none does */
    CallbackWatch(LongSupplier nanoTime, Function<String, Optional<String>> bundleOf) {
        this.nanoTime = nanoTime;
        this.bundleOf = bundleOf;
    }

    /** Looks at all threads, and keeps since when each is in its callback. */
    synchronized void look() {
        Map<Long, Callback> now = new HashMap<>();
        for (Thread thread : threads()) {
            if (!thread.getName().startsWith(OWN_THREADS)) {
                StackTraceElement frame = callback(thread.getStackTrace());
                if (frame != null) {
                    now.put(thread.getId(), found(seen.get(thread.getId()), frame));
                }
            }
        }
        seen = now;
    }

    /** Whether the last look found any. */
    synchronized boolean isAnyRunning() {
        return !seen.isEmpty();
    }

    private Callback found(@Nullable Callback before, StackTraceElement frame) {
        String method = frame.getClassName() + "." + frame.getMethodName();
        if (before != null && before.method().equals(method)) {
            return before;
        }
        String owner = bundleOf.apply(frame.getClassName()).orElse(frame.getClassName());
        return new Callback(method, owner, nanoTime.getAsLong());
    }

    /** The innermost callback of a stack; null if no container calls a plugin there. */
    static @Nullable StackTraceElement callback(StackTraceElement[] stack) {
        StackTraceElement plugin = null;
        for (StackTraceElement frame : stack) {
            if (startsWith(frame, CONTAINERS)) {
                return plugin;
            }
            if (!startsWith(frame, BETWEEN)) {
                plugin = frame;
            }
        }
        return null;
    }

    private static boolean startsWith(StackTraceElement frame, List<String> prefixes) {
        return prefixes.stream().anyMatch(frame.getClassName()::startsWith);
    }

    private static List<Thread> threads() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread[] threads = new Thread[group.activeCount() * 2 + 16];
        int count = group.enumerate(threads);
        return Arrays.asList(threads).subList(0, count);
    }

    /** The callbacks that have not returned within a bound, the oldest first. */
    synchronized List<Overdue> overdue(Duration bound) {
        long now = nanoTime.getAsLong();
        return seen.values().stream()
                .map(callback ->
                        new Overdue(callback.owner(), callback.method(), Duration.ofNanos(now - callback.since())))
                .filter(overdue -> overdue.since().compareTo(bound) >= 0)
                .sorted(Comparator.comparing(Overdue::since).reversed())
                .toList();
    }
}
