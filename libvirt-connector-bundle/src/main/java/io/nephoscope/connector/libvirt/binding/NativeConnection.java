package io.nephoscope.connector.libvirt.binding;

import com.sun.jna.Pointer;
import java.util.UUID;
import org.libvirt.Connect;
import org.libvirt.Domain;
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

    /** What is done with a domain of the Java binding. */
    @FunctionalInterface
    interface DomainCall {
        void on(Domain domain) throws LibvirtException;
    }

    /** Looks a domain up and frees it afterwards, so that no finalizer has to. */
    void withDomain(UUID uuid, DomainCall call) throws LibvirtException {
        Domain domain = domainLookupByUUID(uuid);
        try {
            call.on(domain);
        } finally {
            domain.free();
        }
    }
}
