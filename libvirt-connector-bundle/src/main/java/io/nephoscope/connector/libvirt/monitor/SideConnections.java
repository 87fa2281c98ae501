package io.nephoscope.connector.libvirt.monitor;

import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.session.Transport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** The connections for calls that may get stuck: as many as there were at the same time. Thread-safe. */
final class SideConnections {

    private final Callable<Transport> opener;
    private final Set<SideConnection> open = new LinkedHashSet<>();
    private boolean closed;

    SideConnections(Callable<Transport> opener) {
        this.opener = opener;
    }

    /** A connection for a call. */
    synchronized SideConnection enter() throws HypervisorException {
        if (closed) {
            throw new HypervisorException("the connection is closed", true);
        }
        for (SideConnection known : open) {
            if (known.enter()) {
                return known;
            }
        }
        SideConnection fresh = new SideConnection(opener);
        fresh.enter();
        open.add(fresh);
        return fresh;
    }

    /** A call has ended. */
    void leave(SideConnection connection) {
        if (connection.leave()) {
            forget(connection);
        }
    }

    /** A connection is of no more use to others. */
    void retire(SideConnection connection) {
        if (connection.retire()) {
            forget(connection);
        }
    }

    /** Closes all, those with stuck calls as soon as these end. */
    void close() {
        List<SideConnection> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(open);
        }
        for (SideConnection connection : all) {
            retire(connection);
            connection.abort();
        }
    }

    private synchronized void forget(SideConnection connection) {
        open.remove(connection);
    }
}
