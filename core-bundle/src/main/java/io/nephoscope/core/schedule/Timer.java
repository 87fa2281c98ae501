package io.nephoscope.core.schedule;

import java.time.Duration;
import java.time.Instant;

/** The agent's sense of time: a clock that never jumps, the wall's clock, and alarms. */
public interface Timer {

    /** Nanoseconds of a clock that never jumps. */
    long nanoTime();

    /** The wall's clock. */
    Instant now();

    /** Runs an action later, on the timer's one thread; it must return at once. */
    Alarm after(Duration delay, Runnable action);

    /** An action that is due later. */
    interface Alarm {

        /** Forgets the action, unless it runs already. */
        void cancel();
    }
}
