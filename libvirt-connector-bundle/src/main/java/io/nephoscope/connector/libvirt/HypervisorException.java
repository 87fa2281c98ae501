package io.nephoscope.connector.libvirt;

import io.nephoscope.support.text.OneLine;
import java.io.Serial;

/** Libvirt refused a call, or cannot be reached. The message is libvirt's own, made one line for the operator. */
public class HypervisorException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final boolean connectionLost;

    /** A call that libvirt refused. */
    public HypervisorException(String message) {
        this(message, false);
    }

    public HypervisorException(String message, boolean connectionLost) {
        super(OneLine.of(message));
        this.connectionLost = connectionLost;
    }

    /** Whether the connection is of no more use. */
    public boolean connectionLost() {
        return connectionLost;
    }
}
