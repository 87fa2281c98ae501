package io.nephoscope.connector.libvirt.binding;

import io.nephoscope.connector.libvirt.HypervisorException;
import io.nephoscope.connector.libvirt.driver.LibvirtErrorException;
import java.util.Set;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.jna.Libvirt.VirErrorCallback;

/** Libvirt's error of the last call of this thread, and what it means for the connection. */
final class LibvirtErrors {

    private static final int FROM_RPC = 7;
    private static final int FROM_REMOTE = 13;
    /** Internal error and system error: what a broken socket shows itself as. */
    private static final Set<Integer> BROKEN = Set.of(1, 38);

    /** Kept for good: libvirt holds a pointer to it. */
    private static final VirErrorCallback IGNORE = (data, error) -> {};

    private LibvirtErrors() {}

    /** Stops libvirt from printing each error on the standard error stream as well. */
    static void silence() throws HypervisorException {
        try {
            Connect.setErrorCallback(IGNORE);
        } catch (LibvirtException e) {
            throw new HypervisorException(String.valueOf(e.getMessage()));
        }
    }

    static int lastCode() {
        return LibvirtFunctions.virGetLastErrorCode();
    }

    /** The failure of this thread's last call. */
    static LibvirtErrorException last(long connection) {
        int code = LibvirtFunctions.virGetLastErrorCode();
        int domain = LibvirtFunctions.virGetLastErrorDomain();
        String message = LibvirtFunctions.virGetLastErrorMessage();
        boolean broken = (domain == FROM_RPC || domain == FROM_REMOTE) && BROKEN.contains(code);
        return new LibvirtErrorException(code, message, broken || LibvirtFunctions.virConnectIsAlive(connection) == 0);
    }
}
