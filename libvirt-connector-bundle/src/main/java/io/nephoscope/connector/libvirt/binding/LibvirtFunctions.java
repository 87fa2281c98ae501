package io.nephoscope.connector.libvirt.binding;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Map;

/**
 * The functions of libvirt.so that the Java binding lacks, or that it cannot call without creating
 * objects with finalizers. Pointers are plain numbers; 0 is C's NULL. The caller frees what it is
 * given where libvirt says so.
 */
final class LibvirtFunctions {

    static {
        Native.register(
                LibvirtFunctions.class,
                NativeLibrary.getInstance(NativeLibraries.LIBVIRT, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8")));
    }

    private LibvirtFunctions() {}

    /** Puts an array of records at {@code records[0]} and returns their number; -1 on failure. */
    static native int virConnectGetAllDomainStats(long connection, int groups, long[] records, int flags);

    /**
     * As {@link #virConnectGetAllDomainStats}, of these domains.
     *
     * @param domains pointers, and a 0 behind the last
     */
    static native int virDomainListGetStats(long[] domains, int groups, long[] records, int flags);

    /** Puts an array of domains at {@code domains[0]} and returns their number; -1 on failure. */
    static native int virConnectListAllDomains(long connection, long[] domains, int flags);

    static native void virDomainStatsRecordListFree(long records);

    static native int virDomainGetUUID(long domain, byte[] uuid);

    static native int virDomainGetID(long domain);

    static native String virDomainGetName(long domain);

    static native long virDomainLookupByUUID(long connection, byte[] uuid);

    static native long virDomainGetXMLDesc(long domain, int flags);

    /** Puts capacity, allocation and physical size into {@code info}; -1 on failure. */
    static native int virDomainGetBlockInfo(long domain, String disk, long[] info, int flags);

    /** Puts a virDomainControlInfo into {@code info}; -1 on failure. */
    static native int virDomainGetControlInfo(long domain, byte[] info, int flags);

    static native int virDomainFree(long domain);

    /** Is called by the event loop. Further arguments differ by event, and C lets us not look at them. */
    interface DomainEventCallback extends Callback {
        int told(long connection, long domain);
    }

    /** Gives the number to deregister with; -1 on failure. No domain means all of them. */
    static native int virConnectDomainEventRegisterAny(
            long connection, long domain, int event, DomainEventCallback callback, long opaque, long free);

    static native int virConnectDomainEventDeregisterAny(long connection, int number);

    /** Asks the daemon; where there is none, the library itself. */
    static native int virConnectGetLibVersion(long connection, long[] version);

    static native int virConnectIsAlive(long connection);

    static native int virGetLastErrorCode();

    static native int virGetLastErrorDomain();

    static native String virGetLastErrorMessage();
}
