package io.nephoscope.connector.libvirt.rpc;

import io.nephoscope.connector.libvirt.HypervisorException;
import java.io.Serial;

/** The other side does not keep to the protocol. */
final class ProtocolException extends HypervisorException {

    @Serial
    private static final long serialVersionUID = 1;

    /** A message that makes no sense. Its end is known, so the connection goes on. */
    ProtocolException(String message) {
        this(message, false);
    }

    ProtocolException(String message, boolean connectionLost) {
        super("libvirt's answer cannot be read: " + message, connectionLost);
    }
}
