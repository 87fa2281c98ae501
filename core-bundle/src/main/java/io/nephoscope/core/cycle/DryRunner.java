package io.nephoscope.core.cycle;

import io.nephoscope.api.cycle.CycleMode;
import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.CycleRequest;
import io.nephoscope.core.schedule.Outcome;
import io.nephoscope.core.schedule.Slot;
import io.nephoscope.core.schedule.SlotLedger;
import io.nephoscope.core.schedule.Timer;
import io.nephoscope.core.source.DiscoveryUrl;
import io.nephoscope.core.source.Source;
import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Polls once outside of all schedules, as a cycle of a series of its own: nothing is published, remembered or
 * counted, and what plugins keep for the published series is not touched. The plugin runs on a worker and under
 * the deadline of the source, so that the caller is never held longer than that. One runner for one run.
 */
public final class DryRunner implements CycleListener, SlotLedger {

    private static final AtomicLong RUNS = new AtomicLong();
    private static final PollSettings SETTINGS = new PollSettings(
            1, Integer.MAX_VALUE, "", Backoff.exact(Duration.ZERO, Duration.ZERO), PollSettings.Bounds.STANDARD);

    private final CycleServices services;
    private final CycleContext.Series series = new CycleContext.Series("dry-" + RUNS.incrementAndGet(), CycleMode.DRY);
    private final CountDownLatch done = new CountDownLatch(1);
    private final List<SampleBatch> batches = Collections.synchronizedList(new ArrayList<>());
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private volatile Details details = new Details(List.of(), Map.of(), Map.of());
    private volatile List<Resource> resources = List.of();
    /** The worker that discovers, while it may be interrupted; guarded by this. */
    private @Nullable Thread finder;

    public DryRunner(Timer timer, Executor workers, Map<String, DiscoveryPlugin> discoveries) {
        this.services =
                new CycleServices(timer, workers, () -> discoveries, batches::add, CycleServices.Memory.empty(), this);
    }

    /** What one dry run found; failures are sentences. */
    public record Result(List<Resource> resources, List<Sample> samples, List<String> failures, Duration duration) {}

    /** Polls as a source would. */
    public Result poll(PollsterPlugin pollster, Source source) throws InterruptedException {
        long started = services.timer().nanoTime();
        Slot slot = Slot.open(new Assignment(source, pollster), services.timer().now(), this);
        CycleRequest request = new CycleRequest(source.timing().interval(), List.of(slot));
        cycle(request).start();
        done.await();
        return result(started);
    }

    private RunningCycle cycle(CycleRequest request) {
        return new RunningCycle(request, series, services, SETTINGS, () -> false, done::countDown);
    }

    /** Discovers as a cycle would. */
    public Result discover(DiscoveryUrl url, Duration timeout) throws InterruptedException {
        long started = services.timer().nanoTime();
        RunningCycle cycle = cycle(new CycleRequest(timeout, List.of()));
        Timer.Alarm deadline = services.timer().after(timeout, () -> abandon(timeout));
        services.workers().execute(() -> find(cycle, url, timeout));
        try {
            done.await();
        } finally {
            deadline.cancel();
            interruptFinder();
        }
        return result(started);
    }

    private synchronized void setFinder(@Nullable Thread thread) {
        finder = thread;
    }

    private synchronized void interruptFinder() {
        if (finder != null) {
            finder.interrupt();
        }
    }

    private void find(RunningCycle cycle, DiscoveryUrl url, Duration timeout) {
        setFinder(Thread.currentThread());
        try {
            ResourceResolver.Resolved found = cycle.resolver().find(url, timeout);
            resources = found.resources();
            note(found.error());
        } catch (InterruptedException e) {
            note("it was interrupted");
        } finally {
            setFinder(null);
            boolean unused = Thread.interrupted();
            done.countDown();
        }
    }

    private void abandon(Duration timeout) {
        note("it did not return within " + timeout.toSeconds() + " s");
        done.countDown();
    }

    private void note(String failure) {
        if (!failure.isEmpty()) {
            failures.add(failure);
        }
    }

    @Override
    public void polled(Assignment assignment, Details ended) {
        details = ended;
    }

    @Override
    public void due(Assignment assignment, Instant due, long slots) {}

    /** A resource that failed is told once, by its own name. */
    @Override
    public void concluded(Assignment assignment, Instant due, Outcome outcome) {
        Details known = details;
        resources = known.resources();
        if (!known.failures().containsValue(outcome.error())) {
            note(outcome.error());
        }
        known.failures().forEach((resource, reason) -> note(resource + " failed: " + reason));
        known.blacklisted().forEach((resource, reason) -> note(resource + " is to be blacklisted: " + reason));
    }

    private Result result(long started) {
        List<Sample> samples;
        synchronized (batches) {
            samples =
                    batches.stream().flatMap(batch -> batch.samples().stream()).toList();
        }
        Duration duration = Duration.ofNanos(services.timer().nanoTime() - started);
        return new Result(resources, samples, List.copyOf(failures), duration);
    }
}
