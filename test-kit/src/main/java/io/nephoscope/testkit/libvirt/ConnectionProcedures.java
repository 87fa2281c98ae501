package io.nephoscope.testkit.libvirt;

import java.util.Map;
import java.util.Set;

/** What is asked about the connection and the host. */
final class ConnectionProcedures {

    /** What libvirtd 9.0 with QEMU says yes to. */
    private static final Set<Integer> FEATURES = Set.of(3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);

    private static final int NO_AUTHENTICATION = 0;
    private static final long LIBVIRT_VERSION = 9_000_000;
    private static final long QEMU_VERSION = 7_002_000;
    private static final int MODEL_LENGTH = 32;
    private static final long MEMORY_KIB = 1L << 30;

    private static final String CAPABILITIES = """
            <capabilities>
              <host>
                <uuid>00000000-0000-0000-0000-000000000001</uuid>
                <cpu>
                  <arch>x86_64</arch>
                </cpu>
              </host>
              <guest>
                <os_type>hvm</os_type>
                <arch name='x86_64'>
                  <wordsize>64</wordsize>
                  <domain type='kvm'/>
                </arch>
              </guest>
            </capabilities>
            """;

    private ConnectionProcedures() {}

    static Map<LibvirtProcedure, Handler> handlers() {
        return Map.ofEntries(
                Map.entry(LibvirtProcedure.CONNECT_OPEN, (in, client) -> new Wire()),
                Map.entry(LibvirtProcedure.CONNECT_CLOSE, (in, client) -> new Wire()),
                Map.entry(LibvirtProcedure.CONNECT_REGISTER_CLOSE_CALLBACK, (in, client) -> new Wire()),
                Map.entry(LibvirtProcedure.CONNECT_UNREGISTER_CLOSE_CALLBACK, (in, client) -> new Wire()),
                Map.entry(LibvirtProcedure.CONNECT_GET_TYPE, (in, client) -> new Wire().text("QEMU")),
                Map.entry(LibvirtProcedure.CONNECT_GET_VERSION, (in, client) -> new Wire().hyper(QEMU_VERSION)),
                Map.entry(LibvirtProcedure.CONNECT_GET_LIB_VERSION, (in, client) -> new Wire().hyper(LIBVIRT_VERSION)),
                Map.entry(LibvirtProcedure.CONNECT_GET_MAX_VCPUS, (in, client) -> new Wire().int32(255)),
                Map.entry(LibvirtProcedure.CONNECT_GET_CAPABILITIES, (in, client) -> new Wire().text(CAPABILITIES)),
                Map.entry(LibvirtProcedure.CONNECT_GET_HOSTNAME, (in, client) -> new Wire().text("fake-libvirtd")),
                Map.entry(LibvirtProcedure.CONNECT_GET_URI, (in, client) -> new Wire().text("qemu:///system")),
                Map.entry(LibvirtProcedure.NODE_GET_INFO, (in, client) -> nodeInfo()),
                Map.entry(
                        LibvirtProcedure.AUTH_LIST,
                        (in, client) -> new Wire().int32(1).int32(NO_AUTHENTICATION)),
                Map.entry(LibvirtProcedure.AUTH_POLKIT, (in, client) -> new Wire().int32(1)),
                Map.entry(LibvirtProcedure.CONNECT_SUPPORTS_FEATURE, (in, client) -> supports(in.int32())));
    }

    private static Wire supports(int feature) {
        return new Wire().int32(FEATURES.contains(feature) ? 1 : 0);
    }

    private static Wire nodeInfo() {
        Wire info = new Wire();
        String model = "x86_64";
        for (int index = 0; index < MODEL_LENGTH; index++) {
            info.int32(index < model.length() ? model.charAt(index) : 0);
        }
        info.hyper(MEMORY_KIB);
        // Processors, MHz, NUMA nodes, sockets, cores, threads.
        return info.int32(16).int32(2_400).int32(1).int32(1).int32(8).int32(2);
    }
}
