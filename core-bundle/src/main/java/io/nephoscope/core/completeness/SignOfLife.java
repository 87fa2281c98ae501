package io.nephoscope.core.completeness;

import io.nephoscope.core.publish.StoreSafety;
import io.nephoscope.core.schedule.TaskState;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.thread.LoopThread;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every two seconds what the agent expects, so that the next one can tell what was due while none ran, however
 * this one ends. A disk that takes nothing is told once, and tried again.
 */
final class SignOfLife {

    private static final Logger LOG = LoggerFactory.getLogger(SignOfLife.class);

    private static final long PAUSE_MILLIS = 2_000;
    private static final Backoff AFTER_FAILURE = Backoff.exact(Duration.ofSeconds(2), Duration.ofMinutes(1));
    private static final Duration STOP = Duration.ofSeconds(1);

    private final LifeSignFiles files;
    private final InstantSource clock;
    private final CompletenessLedger ledger;
    private final Watched watched;

    /** Whoever writes holds this: the thread, and in the end whoever closes. */
    private final Object writing = new Object();

    private final LifeSigns.SeriesOfTasks series = new LifeSigns.SeriesOfTasks();
    private boolean failing;

    private @Nullable LoopThread thread;
    private List<TaskState> last = List.of();

    /**
     * What is looked at beside the ledger.
     *
     * @param tasks how each interval stands
     * @param store where samples wait
     */
    record Watched(Supplier<List<TaskState>> tasks, StoreSafety store) {}

    SignOfLife(LifeSignFiles files, InstantSource clock, CompletenessLedger ledger, Watched watched) {
        this.files = files;
        this.clock = clock;
        this.ledger = ledger;
        this.watched = watched;
    }

    /** Begins to write. What an earlier agent left is to be read by then. */
    synchronized void start() {
        if (thread == null) {
            thread = LoopThread.start("nephoscope-alive", AFTER_FAILURE, this::round, LoopThread.Listener.NONE);
        }
    }

    /** What is concluded at the time of the signs is safe when they are written. */
    private void round() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        LifeSigns signs = signs(watched.tasks().get());
        watched.store().force();
        write(signs);
    }

    private LifeSigns signs(List<TaskState> tasks) {
        synchronized (writing) {
            boolean isLasting = watched.store().isLasting();
            return LifeSigns.of(clock.millis(), tasks, series.of(tasks), ledger, isLasting);
        }
    }

    private void write(LifeSigns signs) {
        synchronized (writing) {
            try {
                files.write(signs);
                if (failing) {
                    LOG.info("It is written again what is due");
                }
                failing = false;
            } catch (IOException e) {
                if (!failing) {
                    LOG.warn(
                            "It cannot be written what is due, so after an end without notice it will not be told exactly "
                                    + "what is missing: {}",
                            e.toString());
                }
                failing = true;
            }
        }
    }

    /** Ends the thread. To be called while there is a schedule, which is remembered. */
    synchronized void stop() throws InterruptedException {
        LoopThread running = thread;
        thread = null;
        if (running != null) {
            last = watched.tasks().get();
            running.close();
            boolean unused = running.join(STOP);
        }
    }

    /** Writes a last time, if it was begun. To be called after {@link #stop}, when nothing happens any more. */
    synchronized void close() {
        if (!last.isEmpty()) {
            write(signs(last));
            last = List.of();
        }
    }
}
