package io.nephoscope.support.http;

import java.io.IOException;
import java.io.Serial;

/** A certificate or key of the configuration cannot be used; found out only when the first request is made. */
public final class TlsFilesException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    TlsFilesException(String message, Throwable cause) {
        super(message, cause);
    }
}
