package io.nephoscope.core.cycle;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.nephoscope.core.schedule.CycleRequest;
import io.nephoscope.core.schedule.CycleStarter;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;

/** Starts cycles with the settings of the moment. */
public final class CycleRunner implements CycleStarter {

    private final CycleServices services;
    private final Supplier<PollSettings> settings;
    private volatile boolean stopped;

    public CycleRunner(CycleServices services, Supplier<PollSettings> settings) {
        this.services = services;
        this.settings = settings;
    }

    /** Starts no further poll, also in cycles that run. */
    public void stop() {
        stopped = true;
    }

    public boolean isStopped() {
        return stopped;
    }

    @Override
    public void start(CycleRequest request, Runnable whenDone) {
        Set<String> pollsters = request.assignments().stream()
                .map(assignment -> assignment.pollster().name())
                .collect(toUnmodifiableSet());
        Instant now = services.timer().now();
        CycleContext context = new CycleContext(now, request.interval(), pollsters, new SharedValues());
        ResourceResolver resolver = new ResourceResolver(new Discoveries(context, services), services.blacklist(), now);
        Frame frame = new Frame(context, resolver, settings.get(), services, () -> stopped);
        new RunningCycle(request.assignments(), frame, whenDone).start();
    }
}
