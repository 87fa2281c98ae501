package io.nephoscope.support.thread;

import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon thread that runs a step again and again, and that no exception ends: what a step throws is told once
 * to the log and each time to the listener, then the thread pauses with back-off and goes on. It ends when it is
 * closed or its step says so. An interrupt alone does not end it: any plugin can interrupt any thread. Running out
 * of memory, which includes running out of threads, is not a failure of the step but of the process: it is left to
 * the default handler of uncaught exceptions.
 */
public final class LoopThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoopThread.class);

    private final Thread thread;
    private final Backoff backoff;
    private final Step step;
    private final Listener listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    /** Used by the thread alone. */
    private boolean toldOfInterrupt;

    /** One round; it does its own waiting for work. Called on the thread of the loop alone. */
    public interface Step {

        /**
         * Runs one round.
         *
         * @throws InterruptedException if it was interrupted; the next round comes at once, unless the loop was closed
         * @throws FinishedException if there will be nothing more to do
         * @throws Exception if the round failed; the next one comes after a pause
         */
        void run() throws Exception;
    }

    /** Ends the loop from within. */
    public static final class FinishedException extends Exception {

        private static final long serialVersionUID = 1;
    }

    /** Who is told how it fares; called on the thread of the loop, not to wait nor to throw. */
    public interface Listener {

        /** Hears nothing. */
        Listener NONE = new Listener() {

            @Override
            public void failed(Throwable cause, int failuresInARow) {}

            @Override
            public void recovered() {}
        };

        /** A step failed; the next comes after a pause. */
        void failed(Throwable cause, int failuresInARow);

        /** A step went well after others failed. */
        void recovered();
    }

    private LoopThread(String name, Backoff backoff, Step step, Listener listener) {
        this.backoff = backoff;
        this.step = step;
        this.listener = listener;
        this.thread = new Thread(this::loop, name);
        this.thread.setDaemon(true);
    }

    /**
     * Starts a thread.
     *
     * @param name of the thread, which the log and dumps show
     * @param backoff how long it pauses after failures
     */
    public static LoopThread start(String name, Backoff backoff, Step step, Listener listener) {
        LoopThread loop = new LoopThread(name, backoff, step, listener);
        loop.thread.start();
        return loop;
    }

    private void loop() {
        int failures = 0;
        while (isWanted()) {
            try {
                failures = runOnce(failures);
                if (failures > 0 && closed.await(backoff.delay(failures).toNanos(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            } catch (FinishedException e) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** An interrupt that comes with no close is somebody else's; this looks at the two in the reverse order of close. */
    private boolean isWanted() {
        boolean interrupted = Thread.interrupted();
        boolean wanted = closed.getCount() > 0;
        if (interrupted && wanted && !toldOfInterrupt) {
            toldOfInterrupt = true;
            LOG.warn("Something interrupted {}, perhaps a plugin; it goes on.", thread.getName());
        }
        return wanted;
    }

    /** The one outer catch. Returns how many rounds failed in a row. */
    @SuppressWarnings("CatchingUnchecked") // The loop outlives whatever a step throws.
    private int runOnce(int failures) throws InterruptedException, FinishedException {
        try {
            step.run();
            if (failures > 0) {
                LOG.info("{} works again after {} failures.", thread.getName(), failures);
                listener.recovered();
            }
            return 0;
        } catch (InterruptedException | FinishedException | OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            if (closed.getCount() > 0) {
                tell(e, failures + 1);
            }
            return failures + 1;
        }
    }

    private void tell(Throwable cause, int failuresInARow) {
        if (failuresInARow == 1) {
            LOG.error("{} failed and goes on after a pause; if it fails on, status tells.", thread.getName(), cause);
        }
        listener.failed(cause, failuresInARow);
    }

    /** Whether the thread still runs. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Interrupts the step and ends the loop after it; does not wait for that. May be called again. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }

    /**
     * Waits until the thread has ended.
     *
     * @return whether it has
     */
    public boolean join(Duration timeout) throws InterruptedException {
        thread.join(Math.max(1, timeout.toMillis()));
        return !thread.isAlive();
    }
}
