package io.nephoscope.connector.libvirt.binding;

import io.nephoscope.connector.libvirt.HypervisorException;
import java.util.concurrent.TimeUnit;
import org.libvirt.Library;
import org.libvirt.LibvirtException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Libvirt's event loop, of which a process has one: without it no events and no keepalive. A thread
 * runs it while connections are open, and takes some more turns at the end, in which libvirt frees what
 * those connections held.
 */
final class EventLoop {

    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
    private static final int LAST_TURNS = 3;
    private static final int MOST_WAKEUPS = 100;
    private static final long WAKEUP_MILLIS = 20;

    private static int users;
    private static EventLoop running = new EventLoop();

    private final Thread thread = new Thread(this::run, "libvirt-events");
    private volatile boolean stopping;

    /** Has the loop run from now on. To be called before a connection is opened. */
    static synchronized void enter() throws HypervisorException {
        try {
            Library.initEventLoop();
        } catch (LibvirtException e) {
            throw new HypervisorException("libvirt's event loop cannot be started: " + e.getMessage());
        }
        if (users++ == 0) {
            running = new EventLoop();
            running.thread.setDaemon(true);
            running.thread.start();
        }
    }

    /** The loop is of no more use to one who entered; it ends with the last. */
    static synchronized void leave() {
        if (--users == 0) {
            running.stop();
        }
    }

    private void run() {
        try {
            for (int turn = 0; turn < LAST_TURNS; turn += stopping ? 1 : 0) {
                Library.runEventLoop();
            }
        } catch (LibvirtException e) {
            LOG.warn("libvirt's event loop has failed; nothing is told of domains' changes any more", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Wakes the loop until it ends, for it can miss a call to stop that comes too early. */
    private void stop() {
        stopping = true;
        try {
            for (int wakeup = 0; wakeup < MOST_WAKEUPS && thread.isAlive(); wakeup++) {
                Library.stopEventLoop();
                TimeUnit.MILLISECONDS.timedJoin(thread, WAKEUP_MILLIS);
            }
        } catch (LibvirtException e) {
            LOG.warn("libvirt's event loop cannot be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
