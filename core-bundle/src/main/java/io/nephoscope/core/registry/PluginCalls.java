package io.nephoscope.core.registry;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.core.plugin.PluginThreads;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.thread.LoopThread;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * What all registries share: the threads on which plugins are called, and a watchdog that looks now and then who
 * has not returned and what may be tried again.
 */
@Component(service = PluginCalls.class)
public final class PluginCalls {

    private static final Duration LOOK = Duration.ofSeconds(5);
    /** All stacks are walked at each of so many looks, and at each look while somebody is in a callback: it costs. */
    private static final int LOOKS_PER_WALK = 3;

    private static final Duration TOO_LONG = Duration.ofSeconds(10);
    private static final int EXAMPLES = 8;

    private final BundleContext context;
    private final PluginThreads threads = new PluginThreads(System::nanoTime);
    private final CallbackWatch callbacks = new CallbackWatch(System::nanoTime, this::bundleOf);
    private final List<Runnable> looks = new CopyOnWriteArrayList<>();
    private final LoopThread watchdog;
    // Both are used by the watchdog alone.
    private int looksSinceWalk;
    private long nextLook = System.nanoTime() + LOOK.toNanos();

    @Activate
    public PluginCalls(BundleContext context) {
        this.context = context;
        this.watchdog = LoopThread.start(
                "nephoscope-watchdog",
                Backoff.exact(LOOK, Duration.ofMinutes(1)),
                this::look,
                LoopThread.Listener.NONE);
    }

    /** By the clock, so that nobody who interrupts it again and again keeps it from looking. */
    private void look() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nextLook - System.nanoTime());
        nextLook = System.nanoTime() + LOOK.toNanos();
        looksSinceWalk++;
        if (looksSinceWalk >= LOOKS_PER_WALK || callbacks.isAnyRunning()) {
            looksSinceWalk = 0;
            callbacks.look();
        }
        looks.forEach(Runnable::run);
    }

    /** The bundle whose jar holds a class, or which it may be; none if it lies in a jar within. */
    private Optional<String> bundleOf(String type) {
        String file = type.replace('.', '/') + ".class";
        return oneOf(Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getState() != Bundle.UNINSTALLED && bundle.getEntry(file) != null)
                .map(bundle -> ServiceProperties.origin(bundle).bundle())
                .sorted()
                .toList());
    }

    /** A stack tells names of classes, not whose they are: where several have one, none is blamed alone. */
    static Optional<String> oneOf(List<String> bundles) {
        int more = bundles.size() - EXAMPLES;
        String names = bundles.stream().limit(EXAMPLES).collect(Collectors.joining(" or "));
        return Optional.of(names + (more > 0 ? " or one of " + more + " more" : ""))
                .filter(name -> !name.isEmpty());
    }

    /** Threads for calls that may hang. */
    public PluginThreads threads() {
        return threads;
    }

    /** Has something done at each look of the watchdog; it must return at once. */
    void atEachLook(Runnable action) {
        looks.add(action);
    }

    /** Forgets what was to be done. */
    void forget(Runnable action) {
        looks.remove(action);
    }

    /** Who has not returned from a call that nobody else tells of. */
    public Stream<HealthReport> health() {
        Stream<HealthReport> ours = threads.overdue(TOO_LONG).stream()
                .filter(overdue -> !overdue.call().isQuestion())
                .map(overdue -> hanging(
                        overdue.call().plugin() + " of " + overdue.call().bundle(),
                        overdue.call().hasNotReturned(overdue.since())));
        Stream<HealthReport> others = callbacks.overdue(TOO_LONG).stream()
                .map(overdue -> hanging("bundle " + overdue.owner(), overdue.hasNotReturned()));
        return Stream.concat(ours, others);
    }

    private static HealthReport hanging(String subject, String message) {
        return HealthReport.failed(
                subject,
                message,
                "see in a thread dump what it waits for; mend or remove its bundle, and restart the agent if it"
                        + " does not return");
    }

    @Deactivate
    void deactivate() {
        watchdog.close();
    }
}
