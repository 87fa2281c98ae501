package io.nephoscope.connector.libvirt.binding;

import com.sun.jna.Pointer;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

/** The Java binding's read-only connection, with the address of libvirt's own object. */
final class NativeConnection extends Connect {

    NativeConnection(String uri) throws LibvirtException {
        super(uri, true);
    }

    /** The virConnectPtr; 0 after closing. */
    long address() {
        return vcp == null ? 0 : Pointer.nativeValue(vcp.getPointer());
    }
}
