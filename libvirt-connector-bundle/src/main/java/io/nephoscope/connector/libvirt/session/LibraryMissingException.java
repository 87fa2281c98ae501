package io.nephoscope.connector.libvirt.session;

import java.io.Serial;

/** A native library that the transport needs is not installed. */
public class LibraryMissingException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    public LibraryMissingException(String message) {
        super(message);
    }
}
