package io.nephoscope.connector.libvirt.binding;

import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.support.retry.Backoff;
import io.nephoscope.support.text.OneLine;
import io.nephoscope.support.thread.LoopThread;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.libvirt.Library;
import org.libvirt.LibvirtException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Libvirt's event loop, of which a process has one: without it no events and no keepalive. A thread, which no failure
 * ends, runs it while connections are open, and takes some more turns at the end, in which libvirt frees what those
 * connections held.
 */
final class EventLoop implements LoopThread.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
    private static final Backoff RETRY = Backoff.exact(Duration.ofMillis(100), Duration.ofSeconds(5));
    private static final int LAST_TURNS = 3;
    private static final int MOST_WAKEUPS = 100;
    private static final Duration WAKEUP = Duration.ofMillis(20);

    private static int users;
    private static volatile @Nullable EventLoop running;

    private final LoopThread thread;
    private volatile boolean stopping;
    private volatile Optional<String> trouble = Optional.empty();
    /** Since it was told to stop. Used by the loop's thread alone. */
    private int lastTurns;

    /** Has the loop run from now on. To be called before a connection is opened. */
    static synchronized void enter() throws HypervisorException {
        try {
            Library.initEventLoop();
        } catch (LibvirtException e) {
            throw new HypervisorException("libvirt's event loop cannot be started: " + e.getMessage());
        }
        if (running == null) {
            running = new EventLoop();
        }
        users++;
    }

    /** The loop is of no more use to one who entered; it ends with the last. */
    static synchronized void leave() {
        EventLoop loop = running;
        if (--users == 0 && loop != null) {
            running = null;
            loop.stop();
        }
    }

    /** Why the loop does not run though it should; empty if it does. */
    static Optional<String> trouble() {
        EventLoop loop = running;
        return loop == null ? Optional.empty() : loop.trouble;
    }

    private EventLoop() {
        thread = LoopThread.start("libvirt-events", RETRY, this::turn, this);
    }

    private void turn() throws LibvirtException, InterruptedException, LoopThread.FinishedException {
        if (stopping && lastTurns++ == LAST_TURNS) {
            throw new LoopThread.FinishedException();
        }
        Library.runEventLoop();
    }

    @Override
    public void failed(Throwable cause, int failuresInARow) {
        trouble = Optional.of(OneLine.of("libvirt's event loop has failed %d times in a row: %s"
                .formatted(failuresInARow, String.valueOf(cause.getMessage()))));
    }

    @Override
    public void recovered() {
        trouble = Optional.empty();
    }

    /** Wakes the loop until it ends, for it can miss a call to stop that comes too early. */
    private void stop() {
        stopping = true;
        try {
            for (int wakeup = 0; wakeup < MOST_WAKEUPS; wakeup++) {
                Library.stopEventLoop();
                if (thread.join(WAKEUP)) {
                    return;
                }
            }
            LOG.warn("libvirt's event loop has not ended");
        } catch (LibvirtException e) {
            LOG.warn("libvirt's event loop cannot be stopped: {}", OneLine.of(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.close();
    }
}
