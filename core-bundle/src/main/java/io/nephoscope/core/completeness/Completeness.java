package io.nephoscope.core.completeness;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.nephoscope.core.publish.BatchSink;
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

/**
 * The ledger of an agent, from its start to its end: what an earlier agent left, the sign of life that this one leaves,
 * and the publication of gaps.
 */
public final class Completeness {

    private static final Duration PUBLICATION = Duration.ofMinutes(1);

    private final Timer timer;
    private final NewGaps newGaps = new NewGaps();
    private final Optional<Path> folder;
    private final CompletenessLedger ledger;

    private @Nullable SignOfLife sign;
    private @Nullable GapSamples samples;
    private GapSettings settings = GapSettings.NONE;

    private Completeness(Timer timer, Optional<Path> folder, EarlierLife earlier) {
        this.timer = timer;
        this.folder = folder;
        this.ledger = new CompletenessLedger(timer::now, earlier, newGaps);
    }

    /** Knows of no earlier agent, and leaves nothing to a later one. */
    public static Completeness inMemory(Timer timer) {
        return new Completeness(timer, Optional.empty(), EarlierLife.NONE);
    }

    /** Follows an agent that may have run before, and leaves a sign to the next. */
    public static Completeness in(Path folder, Timer timer) {
        EarlierLife earlier =
                new LifeSignFiles(folder).read().map(LifeSigns::earlierLife).orElse(EarlierLife.NONE);
        return new Completeness(timer, Optional.of(folder), earlier);
    }

    public CompletenessLedger ledger() {
        return ledger;
    }

    /**
     * Begins to leave signs and to publish gaps, once that is wanted.
     *
     * @param tasks how each interval stands
     * @param sink where samples go
     * @param workers on which gaps are published
     */
    public synchronized void start(Supplier<List<TaskState>> tasks, BatchSink sink, Executor workers) {
        folder.ifPresent(path -> sign = new SignOfLife(path, timer::now, ledger, tasks));
        if (sign != null) {
            sign.start();
        }
        samples = new GapSamples(newGaps, sink);
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

    /** To be called when no poll runs any more, and before the sink is closed. */
    public synchronized void close() {
        if (sign != null) {
            sign.close();
        }
        publish();
        samples = null;
    }
}
