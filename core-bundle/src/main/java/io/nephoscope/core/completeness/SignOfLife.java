package io.nephoscope.core.completeness;

import io.nephoscope.core.schedule.TaskState;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.thread.LoopThread;
import java.io.IOException;
import java.nio.file.Path;
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
public final class SignOfLife implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SignOfLife.class);

    private static final long PAUSE_MILLIS = 2_000;
    private static final Backoff AFTER_FAILURE = Backoff.exact(Duration.ofSeconds(2), Duration.ofMinutes(1));
    private static final Duration STOP = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final CompletenessLedger ledger;
    private final Supplier<List<TaskState>> tasks;
    private final LifeSignFiles files;
    private volatile List<TaskState> last = List.of();

    private @Nullable LoopThread thread;

    /** Whoever writes holds this: the thread, and in the end whoever closes. */
    private final Object writing = new Object();

    private final LifeSigns.SeriesOfTasks series = new LifeSigns.SeriesOfTasks();
    private boolean failing;

    /**
     * Of an agent that has not begun to poll.
     *
     * @param folder where the files are, which is there
     * @param tasks how each interval stands
     */
    public SignOfLife(Path folder, InstantSource clock, CompletenessLedger ledger, Supplier<List<TaskState>> tasks) {
        this.files = new LifeSignFiles(folder);
        this.clock = clock;
        this.ledger = ledger;
        this.tasks = tasks;
    }

    /** Begins to write. What an earlier agent left is to be read by then. */
    public synchronized void start() {
        if (thread == null) {
            thread = LoopThread.start("nephoscope-alive", AFTER_FAILURE, this::round, LoopThread.Listener.NONE);
        }
    }

    private void round() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        write(tasks.get());
    }

    private void write(List<TaskState> now) {
        synchronized (writing) {
            try {
                files.write(LifeSigns.of(clock.millis(), now, series.of(now), ledger));
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
    public void stop() throws InterruptedException {
        LoopThread running;
        synchronized (this) {
            running = thread;
            thread = null;
        }
        if (running != null) {
            last = tasks.get();
            running.close();
            boolean unused = running.join(STOP);
        }
    }

    /** Writes a last time, if it was begun. To be called after {@link #stop}, when no poll runs any more. */
    @Override
    public void close() {
        if (!last.isEmpty()) {
            write(last);
        }
    }
}
