package io.nephoscope.core.agent;

import io.nephoscope.core.schedule.Timer;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Turns a burst of requests into one action: it waits for a short silence, but not for long. */
final class Coalescer {

    private static final Duration SILENCE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private final Timer timer;
    private final Executor workers;
    private final Runnable action;
    private long requestedFirst;
    private long requestedLast;
    private State state = State.IDLE;

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

    private void await() {
        state = State.WAITING;
        requestedFirst = timer.nanoTime();
        timer.after(SILENCE, this::look);
    }

    private synchronized void look() {
        long now = timer.nanoTime();
        boolean silent = now - requestedLast >= SILENCE.toNanos();
        if (silent || now - requestedFirst >= PATIENCE.toNanos()) {
            state = State.RUNNING;
            workers.execute(this::run);
        } else {
            timer.after(SILENCE, this::look);
        }
    }

    private void run() {
        try {
            action.run();
        } finally {
            ran();
        }
    }

    private synchronized void ran() {
        boolean again = state == State.RUNNING_AND_WANTED;
        state = State.IDLE;
        if (again) {
            await();
        }
    }
}
