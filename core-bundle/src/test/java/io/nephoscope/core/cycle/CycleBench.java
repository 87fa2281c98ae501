package io.nephoscope.core.cycle;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.core.fake.ManualTimer;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.schedule.CycleRequest;
import io.nephoscope.core.schedule.Schedule;
import io.nephoscope.core.source.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/** Runs cycles with fakes around them, in the test's own thread unless told otherwise. */
final class CycleBench implements CycleListener {

    final ManualTimer timer = new ManualTimer();
    final List<SampleBatch> batches = Collections.synchronizedList(new ArrayList<>());
    final List<PollReport> reports = Collections.synchronizedList(new ArrayList<>());
    final CycleServices.Memory memory = CycleServices.Memory.empty();

    private final Map<String, DiscoveryPlugin> discoveries = new HashMap<>();
    private final CycleRunner runner;

    CycleBench() {
        this(Runnable::run, settings(1, 50));
    }

    CycleBench(Executor workers, PollSettings settings) {
        CycleServices services =
                new CycleServices(timer, workers, () -> Map.copyOf(discoveries), batches::add, memory, this);
        runner = new CycleRunner(services, () -> settings);
    }

    static PollSettings settings(int threads, int batchSize) {
        BlacklistDelays delays = new BlacklistDelays(Duration.ofMinutes(10), Duration.ofHours(24));
        return new PollSettings(threads, batchSize, "openstack", delays);
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
        Schedule.of(sources, pollsters)
                .groups()
                .forEach((interval, assignments) ->
                        runner.start(new CycleRequest(interval, Set.copyOf(assignments)), whenDone));
    }

    List<Sample> samples() {
        return batches.stream().flatMap(batch -> batch.samples().stream()).toList();
    }

    @Override
    public void polled(PollsterPlugin pollster, PollReport report) {
        reports.add(report);
    }

    @Override
    public void discovered(DiscoveryPlugin discovery, DiscoveryReport report) {}
}
