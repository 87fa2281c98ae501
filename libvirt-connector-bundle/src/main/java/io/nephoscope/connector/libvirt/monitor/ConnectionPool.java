package io.nephoscope.connector.libvirt.monitor;

import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.session.Transport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * The connections for calls that may get stuck: as many as there were such calls at the same time, and never two calls
 * on one. Calls do not share a connection, because through libvirt's library one seemed to wait for another that was
 * stuck, and because the daemon reads nothing more from a client that waits for five. Thread-safe; connections are
 * opened and closed under no lock.
 */
final class ConnectionPool {

    /**
     * A connection, opened by its first call. Evicted with a stuck call in it, it takes no more and is closed when
     * that call ends. Its state is guarded by itself.
     */
    final class Lease {

        private final FutureTask<Transport> opening = new FutureTask<>(opener);
        private boolean busy = true;
        private boolean evicted;

        private Lease() {}

        /** Opens it if need be, which may take as long as the daemon pleases. */
        Transport transport() throws HypervisorException {
            opening.run();
            try {
                return opening.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HypervisorException("interrupted while a further connection was opened");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof OutOfMemoryError exhausted) {
                    throw exhausted;
                }
                throw new HypervisorException("a further connection cannot be opened: " + reason(e), true);
            }
        }

        private synchronized boolean take() {
            if (evicted || busy) {
                return false;
            }
            busy = true;
            return true;
        }

        /** @return whether it is of no more use */
        private synchronized boolean giveBack() {
            busy = false;
            return evicted;
        }

        /** @return whether it is of no more use, and no call is in it */
        private synchronized boolean evict() {
            boolean idle = !evicted && !busy;
            evicted = true;
            return idle;
        }

        private void whenOpen(Consumer<Transport> action) {
            if (!opening.isDone()) {
                return;
            }
            try {
                action.accept(opening.get());
            } catch (ExecutionException e) {
                // It never opened.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final Callable<Transport> opener;
    private final Set<Lease> open = new LinkedHashSet<>();
    private boolean closed;

    ConnectionPool(Callable<Transport> opener) {
        this.opener = opener;
    }

    /** Takes a connection for a call, which must give it back. */
    synchronized Lease take() throws HypervisorException {
        if (closed) {
            throw new HypervisorException("the connection is closed", true);
        }
        for (Lease known : open) {
            if (known.take()) {
                return known;
            }
        }
        Lease fresh = new Lease();
        open.add(fresh);
        return fresh;
    }

    /** Its call has ended. */
    void giveBack(Lease lease) {
        if (lease.giveBack()) {
            discard(lease);
        }
    }

    /** It is of no more use to other calls: one is stuck in it, or it is broken. */
    void evict(Lease lease) {
        if (lease.evict()) {
            discard(lease);
        }
    }

    /** Closes all, those with stuck calls as soon as these end. */
    void close() {
        List<Lease> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(open);
        }
        for (Lease lease : all) {
            evict(lease);
            lease.whenOpen(Transport::abort);
        }
    }

    private void discard(Lease lease) {
        lease.whenOpen(Transport::close);
        synchronized (this) {
            open.remove(lease);
        }
    }

    private static String reason(ExecutionException e) {
        return String.valueOf(
                e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    }
}
