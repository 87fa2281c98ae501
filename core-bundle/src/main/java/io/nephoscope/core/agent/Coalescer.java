package io.nephoscope.core.agent;

import io.nephoscope.core.schedule.Timer;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.text.OneLine;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a burst of requests into one action: it waits for a short silence, but not for long. An action that fails
 * is told and tried again after a pause; no failure, not even one of making a thread, keeps it from being asked for
 * again. The lock guards the state alone; neither the action nor the executor is called under it.
 */
final class Coalescer {

    private static final Logger LOG = LoggerFactory.getLogger(Coalescer.class);

    private static final Duration SILENCE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMillis(400);
    private static final Backoff BACKOFF = Backoff.exact(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final Timer timer;
    private final Executor workers;
    private final Runnable action;
    private long requestedFirst;
    private long requestedLast;
    private State state = State.IDLE;
    private int failures;
    private String failure = "";

    private enum State {
        IDLE,
        WAITING,
        RUNNING,
        RUNNING_AND_WANTED
    }

    Coalescer(Timer timer, Executor workers, Runnable action) {
        this.timer = timer;
        this.workers = workers;
        this.action = action;
    }

    /** Asks for the action; returns at once. */
    synchronized void request() {
        requestedLast = timer.nanoTime();
        if (state == State.IDLE) {
            await();
        } else if (state == State.RUNNING) {
            state = State.RUNNING_AND_WANTED;
        }
    }

    /** Why the action failed the last time; empty if it did not. */
    synchronized String failure() {
        return failure;
    }

    private void await() {
        state = State.WAITING;
        requestedFirst = timer.nanoTime();
        timer.after(SILENCE, this::look);
    }

    /** Runs on the timer. */
    private void look() {
        if (isDue()) {
            String reason = "no thread could be had for it";
            try {
                workers.execute(this::run);
                reason = "";
            } catch (RuntimeException e) {
                reason = OneLine.of(e.toString());
                tell(e);
            } finally {
                if (!reason.isEmpty()) {
                    ended(reason);
                }
            }
        }
    }

    private synchronized boolean isDue() {
        long now = timer.nanoTime();
        boolean silent = now - requestedLast >= SILENCE.toNanos();
        if (silent || now - requestedFirst >= PATIENCE.toNanos()) {
            state = State.RUNNING;
            return true;
        }
        timer.after(SILENCE, this::look);
        return false;
    }

    @SuppressWarnings("CatchingUnchecked") // Whatever it throws, the next request is to be followed.
    private void run() {
        String reason = "the JVM is out of memory or threads";
        try {
            action.run();
            reason = "";
        } catch (VirtualMachineError e) {
            if (!(e instanceof StackOverflowError)) {
                throw e;
            }
            reason = tell(e);
        } catch (Throwable e) {
            reason = tell(e);
        } finally {
            ended(reason);
        }
    }

    /** Once for each series of failures. */
    private String tell(Throwable thrown) {
        if (failure().isEmpty()) {
            LOG.error("A change could not be put in force; it is tried again, and status tells while it fails", thrown);
        }
        return OneLine.of(thrown.toString());
    }

    private synchronized void ended(String reason) {
        boolean again = state == State.RUNNING_AND_WANTED;
        state = State.IDLE;
        if (reason.isEmpty()) {
            if (failures > 0) {
                LOG.info("The changes are in force after {} failures", failures);
            }
            failures = 0;
        } else {
            failures++;
            timer.after(BACKOFF.delay(failures), this::request);
        }
        failure = reason;
        if (again) {
            await();
        }
    }
}
