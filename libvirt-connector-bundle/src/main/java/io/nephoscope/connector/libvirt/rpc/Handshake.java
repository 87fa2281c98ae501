package io.nephoscope.connector.libvirt.rpc;

import io.nephoscope.connector.libvirt.HypervisorException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** What the daemon wants before it serves: a proof of who calls, and the name of a driver. */
record Handshake(Connection connection, Duration timeout) {

    private static final int NONE = 0;
    private static final int POLKIT = 2;
    private static final int MOST_KINDS = 20;

    private static final int KEEPALIVE_FEATURE = 10;
    private static final int READ_ONLY = 1;

    /** @param uri as the daemon knows it */
    void openReadOnly(String uri) throws HypervisorException {
        authenticate();
        if (supportsKeepAlive()) {
            connection.keepAlive();
        }
        call(Procedure.CONNECT_OPEN, new XdrWriter().optionalText(uri).int32(READ_ONLY));
    }

    private void authenticate() throws HypervisorException {
        Set<Integer> kinds = kinds();
        if (kinds.isEmpty() || kinds.contains(NONE)) {
            return;
        }
        if (!kinds.contains(POLKIT)) {
            throw new HypervisorException(
                    "libvirtd wants an authentication that the transport rpc does not know; use the transport native");
        }
        // The daemon asks polkit itself, about the user that it sees at the other end of the socket.
        call(Procedure.AUTH_POLKIT, new XdrWriter());
    }

    private Set<Integer> kinds() throws HypervisorException {
        XdrReader in = call(Procedure.AUTH_LIST, new XdrWriter());
        int count = in.length(MOST_KINDS, Integer.BYTES);
        Set<Integer> kinds = new HashSet<>();
        for (int index = 0; index < count; index++) {
            kinds.add(in.int32());
        }
        return kinds;
    }

    private boolean supportsKeepAlive() throws HypervisorException {
        return call(Procedure.CONNECT_SUPPORTS_FEATURE, new XdrWriter().int32(KEEPALIVE_FEATURE))
                .bool();
    }

    private XdrReader call(Procedure procedure, XdrWriter arguments) throws HypervisorException {
        return connection.call(procedure, arguments, timeout);
    }
}
