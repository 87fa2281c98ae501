package io.nephoscope.deploy;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/**
 * What stopped plugins left behind: threads that still run code of theirs, or class loaders that somebody still holds.
 * Holds neither itself: everything is referred to weakly. Confined to one thread.
 */
final class Leftovers {

    /** Until then threads may end and references be dropped. */
    static final Duration GRACE = Duration.ofSeconds(5);
    /** Caches of Java may hold classes softly for a while; what is held longer than that is held by mistake. */
    static final Duration HELD = Duration.ofMinutes(10);

    private static final int MAX_WATCHED = 50;
    private static final int MAX_TYPES = 100_000;

    private final LongSupplier nanoTime;
    private final LongSupplier fullCollections;
    private final Deque<Stopped> watched = new ArrayDeque<>();

    /** What is left of one version of a plugin. */
    private static final class Stopped {

        final PluginJar jar;
        final Set<String> types;
        final @Nullable WeakReference<ClassLoader> loader;
        final List<WeakReference<Thread>> threads;
        final long since;
        long heldSinceCollection = -1;

        Stopped(
                PluginJar jar,
                Set<String> types,
                @Nullable ClassLoader loader,
                List<WeakReference<Thread>> threads,
                long since) {
            this.jar = jar;
            this.types = types;
            this.loader = loader == null ? null : new WeakReference<>(loader);
            this.threads = threads;
            this.since = since;
        }

        @Nullable
        ClassLoader loader() {
            return loader == null ? null : loader.get();
        }
    }

    /**
     * @param fullCollections how often the whole heap was collected so far: before the next time, nobody knows whether a
     *     class loader is held
     */
    Leftovers(LongSupplier nanoTime, LongSupplier fullCollections) {
        this.nanoTime = nanoTime;
        this.fullCollections = fullCollections;
    }

    static Leftovers inThisProcess() {
        return new Leftovers(System::nanoTime, Leftovers::collections);
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(collector ->
                        Arrays.stream(collector.getMemoryPoolNames()).anyMatch(Leftovers::isOld))
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private static boolean isOld(String pool) {
        return pool.contains("Old") || pool.contains("Tenured") || pool.contains("Z") || pool.contains("Shenandoah");
    }

    /** The class loader of a bundle that is going to be stopped. */
    static @Nullable ClassLoader loader(@Nullable Bundle bundle) {
        BundleWiring wiring = bundle == null ? null : bundle.adapt(BundleWiring.class);
        return wiring == null ? null : wiring.getClassLoader();
    }

    /**
     * Watches what is left of a plugin. To be called when it is stopped, and before another version of it starts: what runs
     * code of its classes at that moment is left over.
     *
     * <p>A thread is the plugin's by its class or its context class loader. Else only the names of classes are known of
     * what it runs: those which another plugin has too blame nobody.
     *
     * @param types the names of its classes
     * @param elsewhere whether another bundle that runs has a class of a name
     */
    void watch(PluginJar jar, Set<String> types, @Nullable ClassLoader loader, Predicate<String> elsewhere) {
        if (watched.size() == MAX_WATCHED) {
            watched.removeFirst();
        }
        Set<String> bounded = types.size() > MAX_TYPES ? Set.of() : types;
        Predicate<String> own =
                type -> bounded.contains(type) && !isOfAnotherStopped(jar, type) && !elsewhere.test(type);
        List<WeakReference<Thread>> threads = new ArrayList<>();
        running(own, loader).forEach(thread -> threads.add(new WeakReference<>(thread)));
        watched.addLast(new Stopped(jar, bounded, loader, threads, nanoTime.getAsLong()));
    }

    boolean isEmpty() {
        return watched.isEmpty();
    }

    private boolean isOfAnotherStopped(PluginJar jar, String type) {
        return watched.stream()
                .anyMatch(stopped -> !stopped.jar.bundle().equals(jar.bundle()) && stopped.types.contains(type));
    }

    private static List<Thread> running(Predicate<String> own, @Nullable ClassLoader loader) {
        List<Thread> running = new ArrayList<>();
        for (Map.Entry<Thread, StackTraceElement[]> each :
                Thread.getAllStackTraces().entrySet()) {
            Thread thread = each.getKey();
            if (thread != Thread.currentThread() && (isOf(loader, thread) || runs(each.getValue(), own))) {
                running.add(thread);
            }
        }
        return running;
    }

    private static boolean isOf(@Nullable ClassLoader loader, Thread thread) {
        return loader != null
                && (thread.getContextClassLoader() == loader
                        || thread.getClass().getClassLoader() == loader);
    }

    private static boolean runs(StackTraceElement[] stack, Predicate<String> own) {
        return Arrays.stream(stack).map(StackTraceElement::getClassName).anyMatch(own);
    }

    /** What is left now, but for what only just stopped. Forgets those of whom nothing is left. */
    List<Plugin> look() {
        List<Plugin> left = new ArrayList<>();
        long now = nanoTime.getAsLong();
        for (Stopped stopped : List.copyOf(watched)) {
            List<Thread> threads = threads(stopped);
            if (threads.isEmpty() && stopped.loader() == null) {
                watched.remove(stopped);
            } else if (now - stopped.since >= GRACE.toNanos()) {
                reason(stopped, threads, now)
                        .ifPresent(reason -> left.add(plugin(stopped.jar.file(), stopped.jar, reason)));
            }
        }
        return left;
    }

    static Plugin plugin(Path file, PluginJar jar, String reason) {
        return new Plugin(file, Optional.of(jar), PluginStatus.leftBehind("of " + jar.identity() + ": " + reason));
    }

    private static List<Thread> threads(Stopped stopped) {
        List<Thread> threads = new ArrayList<>();
        for (WeakReference<Thread> reference : stopped.threads) {
            Thread thread = reference.get();
            if (thread != null && thread.isAlive() && stillRuns(thread, stopped)) {
                threads.add(thread);
            }
        }
        return threads;
    }

    private static boolean stillRuns(Thread thread, Stopped stopped) {
        return isOf(stopped.loader(), thread) || runs(thread.getStackTrace(), stopped.types::contains);
    }

    private Optional<String> reason(Stopped stopped, List<Thread> threads, long now) {
        if (!threads.isEmpty()) {
            return Optional.of(threads.size() + (threads.size() == 1 ? " thread" : " threads")
                    + " of it still run, such as " + threads.get(0).getName());
        }
        if (now - stopped.since < HELD.toNanos()) {
            return Optional.empty();
        }
        if (stopped.heldSinceCollection < 0) {
            stopped.heldSinceCollection = fullCollections.getAsLong();
        }
        return fullCollections.getAsLong() > stopped.heldSinceCollection
                ? Optional.of("its classes are still held in memory, perhaps by a thread-local or a static of another")
                : Optional.empty();
    }
}
