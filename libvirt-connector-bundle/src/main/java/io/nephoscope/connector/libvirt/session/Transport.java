package io.nephoscope.connector.libvirt.session;

import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.HypervisorException;

/** One open connection. Nobody calls it while or after it is closed. */
public interface Transport extends Hypervisor, AutoCloseable {

    /** Opens connections of one kind. */
    @FunctionalInterface
    interface Opener {

        /** Opens a read-only connection; may block for as long as the other side pleases. */
        Transport open(String uri) throws HypervisorException, LibraryMissingException;
    }

    /** Asks the other side for a sign of life. */
    void probe() throws HypervisorException;

    @Override
    void close();
}
