package io.nephoscope.connector.libvirt.binding;

import com.sun.jna.Pointer;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

/** The Java binding's read-only connection, with the address of libvirt's own object. */
final class NativeConnection extends Connect {

    private static final int PING_SECONDS = 5;
    private static final int MOST_PINGS = 3;

    NativeConnection(String uri) throws LibvirtException {
        super(uri, true);
    }

    /** Gives a silent daemon up, so that calls end. Not each driver has a daemon. */
    void keepAlive() {
        try {
            setKeepAlive(PING_SECONDS, MOST_PINGS);
        } catch (LibvirtException e) {
            // Then there is nobody who could fall silent.
        }
    }

    /** The virConnectPtr; 0 after closing. */
    long address() {
        return vcp == null ? 0 : Pointer.nativeValue(vcp.getPointer());
    }
}
