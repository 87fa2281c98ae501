package io.nephoscope.core.cycle;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.core.fake.ManualTimer;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.CycleRequest;
import io.nephoscope.core.schedule.Outcome;
import io.nephoscope.core.schedule.Schedule;
import io.nephoscope.core.schedule.Slot;
import io.nephoscope.core.schedule.SlotLedger;
import io.nephoscope.core.source.Source;
import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/** Runs cycles with fakes around them, in the test's own thread unless told otherwise. */
final class CycleBench implements CycleListener, SlotLedger {

    final ManualTimer timer = new ManualTimer();
    final List<SampleBatch> batches = Collections.synchronizedList(new ArrayList<>());
    final List<Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());
    final AtomicLong due = new AtomicLong();
    final AtomicLong late = new AtomicLong();
    final CycleServices.Memory memory = CycleServices.Memory.empty();
    final List<String> costs = Collections.synchronizedList(new ArrayList<>());
    final CycleRunner runner;

    private final Map<String, DiscoveryPlugin> discoveries = new HashMap<>();

    CycleBench() {
        this(Runnable::run, settings(1, 50));
    }

    CycleBench(Executor workers, PollSettings settings) {
        this(workers, settings, new OwnerNames(Optional::empty));
    }

    CycleBench(Executor workers, PollSettings settings, OwnerNames names) {
        CycleServices services = new CycleServices(
                timer,
                workers,
                () -> Map.copyOf(discoveries),
                batches::add,
                memory,
                this,
                names,
                Optional::empty,
                (resources, took, interval) -> costs.add(new TreeMap<>(resources) + " " + took + " of " + interval));
        runner = new CycleRunner(services, () -> settings);
    }

    static PollSettings settings(int threads, int batchSize) {
        return settings(threads, batchSize, PollSettings.Bounds.STANDARD);
    }

    static PollSettings settings(int threads, int batchSize, PollSettings.Bounds bounds) {
        Backoff delays = Backoff.exact(Duration.ofMinutes(10), Duration.ofHours(24));
        return new PollSettings(threads, batchSize, "openstack", delays, bounds);
    }

    CycleBench with(DiscoveryPlugin... plugins) {
        for (DiscoveryPlugin plugin : plugins) {
            discoveries.put(plugin.name(), plugin);
        }
        return this;
    }

    /** Starts one cycle of each interval. */
    void cycle(Collection<Source> sources, Collection<PollsterPlugin> pollsters) {
        cycle(sources, pollsters, () -> {});
    }

    void cycle(Collection<Source> sources, Collection<PollsterPlugin> pollsters, Runnable whenDone) {
        Schedule.of(sources, pollsters).groups().forEach((interval, assignments) -> {
            List<Slot> slots = assignments.stream()
                    .map(assignment -> Slot.open(assignment, timer.now(), this))
                    .toList();
            runner.start(new CycleRequest(interval, slots), whenDone);
        });
    }

    List<Sample> samples() {
        return batches.stream().flatMap(batch -> batch.samples().stream()).toList();
    }

    /** What hangs in the series of an interval. */
    List<String> hung(Duration interval) {
        return memory.calls().hung(CycleRunner.series(interval));
    }

    @Override
    public void due(Assignment assignment, Instant when, long slots) {
        due.addAndGet(slots);
    }

    @Override
    public void concluded(Assignment assignment, Instant when, Outcome outcome) {
        outcomes.add(outcome);
    }

    @Override
    public void late(Assignment assignment, long samples) {
        late.addAndGet(samples);
    }
}
