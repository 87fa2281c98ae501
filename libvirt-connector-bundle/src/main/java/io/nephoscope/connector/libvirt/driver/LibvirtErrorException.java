package io.nephoscope.connector.libvirt.driver;

import io.nephoscope.connector.libvirt.HypervisorException;
import java.io.Serial;

/** Libvirt answered a call with an error. */
public final class LibvirtErrorException extends HypervisorException {

    @Serial
    private static final long serialVersionUID = 1;

    private final int code;

    /** @param code a virErrorNumber */
    public LibvirtErrorException(int code, String message, boolean connectionLost) {
        super(message, connectionLost);
        this.code = code;
    }

    /** A virErrorNumber; see {@link ErrorCodes}. */
    public int code() {
        return code;
    }
}
