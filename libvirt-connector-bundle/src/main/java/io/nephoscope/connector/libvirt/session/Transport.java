package io.nephoscope.connector.libvirt.session;

import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.StatsGroup;
import io.nephoscope.connector.libvirt.StatsTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One open connection. Nobody calls it while or after it is closed. */
public interface Transport extends Hypervisor, AutoCloseable {

    /** Opens connections of one kind. */
    @FunctionalInterface
    interface Opener {

        /** Opens a read-only connection; may block for as long as the other side pleases. */
        Transport open(String uri) throws HypervisorException, LibraryMissingException;
    }

    /**
     * Reads statistics of some domains; those that are gone are left out. A guest whose process does
     * not answer blocks the call for as long as it does so, unless another call waits for it already:
     * such a guest is passed over, and its row lacks what its process would have told.
     *
     * @param groups what to read, and nothing else
     */
    StatsTable stats(Set<StatsGroup> groups, List<DomainRef> domains) throws HypervisorException;

    /**
     * For how long a command has been waiting for the answer of the guest's process; zero if none does,
     * empty if this hypervisor does not tell. Never asks the guest.
     */
    Optional<Duration> busyFor(DomainRef domain) throws HypervisorException;

    /** Ends calls in flight, if it can, so that they fail. To be closed all the same. */
    default void abort() {}

    /** What is wrong on our side though the connection works; empty if nothing is. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** Asks the other side for a sign of life. */
    void probe() throws HypervisorException;

    @Override
    void close();
}
