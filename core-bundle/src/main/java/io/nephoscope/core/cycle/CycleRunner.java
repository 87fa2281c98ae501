package io.nephoscope.core.cycle;

import io.nephoscope.core.schedule.CycleRequest;
import io.nephoscope.core.schedule.CycleStarter;
import java.time.Duration;
import java.util.function.Supplier;

/** Starts the cycles that are published, with the settings of the moment. */
public final class CycleRunner implements CycleStarter {

    private final CycleServices services;
    private final Supplier<PollSettings> settings;
    private volatile boolean stopped;

    public CycleRunner(CycleServices services, Supplier<PollSettings> settings) {
        this.services = services;
        this.settings = settings;
    }

    /** The name of the series that is published at an interval. */
    public static String series(Duration interval) {
        return CycleContext.nameOf(interval);
    }

    /** Starts no further poll, also in cycles that run: their slots are cancelled. */
    public void stop() {
        stopped = true;
    }

    public boolean isStopped() {
        return stopped;
    }

    @Override
    public void start(CycleRequest request, Runnable whenDone) {
        CycleContext.Series series = CycleContext.Series.regular(request.interval());
        new RunningCycle(request, series, services, settings.get(), this::isStopped, whenDone).start();
    }
}
