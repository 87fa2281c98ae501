package io.nephoscope.connector.libvirt.monitor;

import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.session.Transport;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * A connection for calls that may get stuck, one at a time, opened by the first of them. One with a
 * stuck call is given up to it: it takes no more, and is closed when that call ends. Calls do not share
 * a connection, because through libvirt's library one seemed to wait for another that was stuck, and
 * because the daemon reads nothing more from a client that waits for five. Thread-safe.
 */
final class SideConnection {

    private final FutureTask<Transport> opening;
    private boolean busy;
    private boolean retired;

    SideConnection(Callable<Transport> opener) {
        opening = new FutureTask<>(opener);
    }

    /** @return whether it takes a call, which must leave */
    synchronized boolean enter() {
        if (retired || busy) {
            return false;
        }
        busy = true;
        return true;
    }

    /** Opens it, or waits for whoever does. */
    Transport transport() throws HypervisorException {
        opening.run();
        try {
            return opening.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException("interrupted while a further connection was opened");
        } catch (ExecutionException e) {
            throw new HypervisorException("a further connection cannot be opened: " + reason(e), true);
        }
    }

    /** @return whether it is over */
    boolean leave() {
        boolean over;
        synchronized (this) {
            busy = false;
            over = retired;
        }
        return over && close();
    }

    /**
     * Takes no more calls.
     *
     * @return whether it is over
     */
    boolean retire() {
        boolean over;
        synchronized (this) {
            over = !retired && !busy;
            retired = true;
        }
        return over && close();
    }

    /** Ends its call, if it can. */
    void abort() {
        if (opening.isDone()) {
            opened(Transport::abort);
        }
    }

    private boolean close() {
        if (opening.isDone()) {
            opened(Transport::close);
        }
        return true;
    }

    private void opened(Consumer<Transport> action) {
        try {
            action.accept(opening.get());
        } catch (ExecutionException e) {
            // It never opened.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String reason(ExecutionException e) {
        return String.valueOf(
                e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    }
}
