package io.nephoscope.core.completeness;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.nephoscope.api.runtime.dto.SlotsDTO;
import io.nephoscope.core.publish.Pipeline;
import io.nephoscope.core.schedule.Assignment;
import io.nephoscope.core.schedule.Schedule;
import io.nephoscope.core.schedule.TaskState;
import io.nephoscope.core.schedule.Timer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger of an agent, from its start to its end: what an earlier agent left, the sign of life that this one leaves,
 * and the publication of gaps.
 */
public final class Completeness {

    private static final Logger LOG = LoggerFactory.getLogger(Completeness.class);

    private static final Duration PUBLICATION = Duration.ofMinutes(1);

    private final Timer timer;
    private final NewGaps newGaps = new NewGaps();
    private final Optional<LifeSignFiles> files;
    private final CompletenessLedger ledger;

    private @Nullable SignOfLife sign;
    private @Nullable GapSamples samples;
    private GapSettings settings = GapSettings.NONE;

    private Completeness(Timer timer, Optional<LifeSignFiles> files) {
        this.timer = timer;
        this.files = files;
        EarlierLife earlier =
                files.flatMap(LifeSignFiles::read).map(LifeSigns::earlierLife).orElse(EarlierLife.NONE);
        this.ledger = new CompletenessLedger(timer::now, earlier, newGaps);
    }

    /** Knows of no earlier agent, and leaves nothing to a later one. */
    public static Completeness inMemory(Timer timer) {
        return new Completeness(timer, Optional.empty());
    }

    /** Follows an agent that may have run before, and leaves a sign to the next. */
    public static Completeness in(Path folder, Timer timer) {
        return new Completeness(timer, Optional.of(new LifeSignFiles(folder)));
    }

    public CompletenessLedger ledger() {
        return ledger;
    }

    /**
     * Begins to leave signs and to publish gaps, once that is wanted.
     *
     * @param tasks how each interval stands
     * @param pipeline where samples go
     * @param workers on which gaps are published
     */
    public synchronized void start(Supplier<List<TaskState>> tasks, Pipeline pipeline, Executor workers) {
        if (files.isPresent()) {
            sign = new SignOfLife(files.get(), timer::now, ledger, new SignOfLife.Watched(tasks, pipeline));
            sign.start();
        }
        samples = new GapSamples(newGaps, pipeline);
        timer.after(PUBLICATION, () -> publishOn(workers));
    }

    /** Runs on the timer's thread. */
    private void publishOn(Executor workers) {
        timer.after(PUBLICATION, () -> publishOn(workers));
        try {
            workers.execute(this::publish);
        } catch (RejectedExecutionException e) {
            // All threads are busy, or the agent stops: they are published the next time, or in the end.
        }
    }

    private synchronized void publish() {
        if (samples != null && settings.published()) {
            samples.publish(timer.now(), settings);
        }
    }

    /** Follows a schedule that is about to be in force, and the configuration. */
    public synchronized void follow(Schedule schedule, GapSettings newSettings) {
        settings = newSettings;
        newGaps.want(newSettings.published());
        ledger.scheduled(schedule.assignments().map(Assignment::name).collect(toUnmodifiableSet()));
    }

    /** To be called before the schedule ends. */
    public synchronized void stop() {
        try {
            if (sign != null) {
                sign.stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Publishes a last time. To be called when no poll runs any more, while the pipeline still takes samples. */
    public synchronized void finish() {
        publish();
        samples = null;
    }

    /** Tells for the last time how things are, to the log and to the next agent. To be called when nothing happens any more. */
    public synchronized void close() {
        if (sign != null) {
            sign.close();
            sign = null;
            SlotsDTO slots = ledger.summary();
            LOG.info(
                    "Of {} polls that were due since its start {} are confirmed, {} wait in the store, {} had nothing to "
                            + "send; gaps: {}",
                    slots.due,
                    slots.confirmed,
                    slots.stored,
                    slots.nothing,
                    slots.gaps);
        }
    }
}
