package io.nephoscope.core.cycle;

import io.nephoscope.api.delivery.SampleBatch;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.sample.Resource;
import io.nephoscope.api.sample.Sample;
import io.nephoscope.core.plugin.DiscoveryPlugin;
import io.nephoscope.core.plugin.Guard;
import io.nephoscope.core.plugin.PluginException;
import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.plugin.Use;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.Timer;
import io.nephoscope.core.source.DiscoveryUrl;
import io.nephoscope.core.source.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls plugins outside of all cycles, in the caller's thread; nothing is published, remembered or counted. */
public final class DryRunner {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Timer timer;
    private final List<SampleBatch> batches = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final CycleServices services;

    /** A runner for one run. */
    public DryRunner(Timer timer, Map<String, DiscoveryPlugin> discoveries) {
        this.timer = timer;
        this.services = new CycleServices(
                timer, task -> task.run(), () -> discoveries, batches::add, CycleServices.Memory.empty(), new Deaf());
    }

    /** What one dry run found; failures are sentences. */
    public record Result(List<Resource> resources, List<Sample> samples, List<String> failures, Duration duration) {}

    /** Polls as a source would. */
    public Result poll(PollsterPlugin pollster, Source source) throws InterruptedException {
        long started = timer.nanoTime();
        CycleContext context = context(Set.of(pollster.name()));
        ResourceResolver resolver =
                new ResourceResolver(new Discoveries(context, services), services.blacklist(), timer.now());
        Assignment assignment = new Assignment(source, pollster);
        Resolved resolved = resolver.resolve(assignment, new HashSet<>());
        note(resolved.error());
        if (!resolved.resources().isEmpty()) {
            poll(assignment, resolved, context);
        }
        return result(resolved.resources(), started);
    }

    private void poll(Assignment assignment, Resolved resolved, CycleContext context) throws InterruptedException {
        PollSettings settings =
                new PollSettings(1, Integer.MAX_VALUE, "", new BlacklistDelays(Duration.ZERO, Duration.ZERO));
        CollectingPoll poll =
                new CollectingPoll(context, new BatchCutter(assignment.name(), timer.now(), settings, services.sink()));
        try (Use<Pollster> use = assignment.pollster().pollster().open()) {
            Guard.run(assignment.pollster().description(), () -> use.plugin().poll(resolved.resources(), poll));
        } catch (PluginException e) {
            note(e.getMessage());
        }
        CollectingPoll.Outcome outcome = poll.close();
        outcome.failures().forEach((resource, reason) -> note(resource + " failed: " + reason));
        outcome.blacklisted().forEach((resource, reason) -> note(resource + " is to be blacklisted: " + reason));
    }

    /** Discovers as a cycle would. */
    public Result discover(DiscoveryUrl url) throws InterruptedException {
        long started = timer.nanoTime();
        Discovered found = new Discoveries(context(Set.of()), services).find(url);
        note(found.error());
        return result(found.resources(), started);
    }

    private CycleContext context(Set<String> pollsters) {
        return new CycleContext(timer.now(), INTERVAL, pollsters, new SharedValues());
    }

    private void note(@Nullable String failure) {
        if (failure != null && !failure.isEmpty()) {
            failures.add(failure);
        }
    }

    private Result result(List<Resource> resources, long started) {
        List<Sample> samples =
                batches.stream().flatMap(batch -> batch.samples().stream()).toList();
        return new Result(resources, samples, failures, Duration.ofNanos(timer.nanoTime() - started));
    }

    private static final class Deaf implements CycleListener {

        @Override
        public void polled(PollsterPlugin pollster, PollReport report) {}

        @Override
        public void discovered(DiscoveryPlugin discovery, DiscoveryReport report) {}
    }
}
